using System.Collections.Immutable;
using Cunju.Core.Places;

namespace Cunju.Core.Assemblies;

/// <summary>会议类型. One meeting may be several at once (一会多簿).</summary>
public enum MeetingType
{
    /// <summary>村(居)民会议.</summary>
    ResidentsAssembly,

    /// <summary>村(居)民代表会议.</summary>
    RepresentativesAssembly,

    /// <summary>村(社区)“两委”联席会议.</summary>
    JointMeeting,

    /// <summary>村(居)民委员会会议.</summary>
    CommitteeMeeting,

    /// <summary>党组织会议(支委会).</summary>
    PartyBranchMeeting,

    /// <summary>党员大会.</summary>
    PartyMembersMeeting,

    /// <summary>村(居)务监督委员会例会.</summary>
    SupervisionMeeting,

    /// <summary>协商会议.</summary>
    DeliberationMeeting,

    /// <summary>村(居)民小组会议.</summary>
    GroupMeeting,

    /// <summary>下属委员会会议.</summary>
    SubCommitteeMeeting,

    /// <summary>其他会议.</summary>
    OtherMeeting,
}

/// <summary>What a meeting is called, which rules judge it and which book it is entered in.</summary>
/// <param name="Type">The type.</param>
/// <param name="Village">Its name in a village.</param>
/// <param name="Community">Its name in a community.</param>
/// <param name="Rules">The first word of its rules' ids (<c>assembly</c> → <c>assembly.quorum</c>).</param>
/// <param name="Kind">The kind of record it makes when it was quorate; null when no list counts it.</param>
/// <param name="Book">The book; null = the unit's own workbook.</param>
public sealed record MeetingTypeWords(MeetingType Type, string Village, string Community, string Rules, string? Kind, string? Book);

/// <summary>The types in the order of the form.</summary>
public static class MeetingTypes
{
    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<MeetingTypeWords> All =
    [
        new(MeetingType.ResidentsAssembly, "村民会议", "居民会议", "assembly", "meeting.assembly", null),
        new(MeetingType.RepresentativesAssembly, "村民代表会议", "居民代表会议", "representatives", "meeting.representatives", null),
        new(MeetingType.JointMeeting, "“两委”联席会", "“两委”联席会", "joint", null, null),
        new(MeetingType.CommitteeMeeting, "村委会会议", "居委会会议", "committee", null, null),
        new(MeetingType.PartyBranchMeeting, "党组织会议", "党组织会议", "party-committee", null, null),
        new(MeetingType.PartyMembersMeeting, "党员大会", "党员大会", "party-members", null, null),
        new(MeetingType.SupervisionMeeting, "监委会例会", "监委会例会", "supervision", "meeting.supervision", "book.supervision"),
        new(MeetingType.DeliberationMeeting, "协商会议", "协商会议", "consultation", "meeting.consultation", "book.consult"),
        new(MeetingType.GroupMeeting, "村民小组会议", "居民小组会议", "group", null, null),
        new(MeetingType.SubCommitteeMeeting, "下属委员会会议", "下属委员会会议", "sub-committee", null, null),
        new(MeetingType.OtherMeeting, "其他会议", "其他会议", "other", null, null),
    ];

    /// <summary>The words of a type.</summary>
    public static MeetingTypeWords Words(this MeetingType type) => All[(int)type];

    /// <summary>The name in that kind of unit.</summary>
    public static string Title(this MeetingType type, UnitKind kind) =>
        kind == UnitKind.Village ? type.Words().Village : type.Words().Community;

    /// <summary>The names of several types, as on the cover of the minutes.</summary>
    public static string Titles(this IEnumerable<MeetingType> types, UnitKind kind) =>
        string.Join('、', types.Select(type => type.Title(kind)));

    /// <summary>The book it is entered in.</summary>
    public static string Book(this MeetingType type, UnitKind kind) =>
        type.Words().Book ?? (kind == UnitKind.Village ? "book.village" : "book.community");
}

/// <summary>计数方式: what one head of the count stands for.</summary>
public enum CountingMode
{
    /// <summary>按人.</summary>
    Persons,

    /// <summary>按户.</summary>
    Households,

    /// <summary>按代表.</summary>
    Representatives,
}

/// <summary>议题类别.</summary>
public enum AgendaKind
{
    /// <summary>一般事项.</summary>
    General,

    /// <summary>重大事项.</summary>
    MajorMatter,

    /// <summary>自治章程.</summary>
    Charter,

    /// <summary>村规民约、居民公约.</summary>
    Covenant,

    /// <summary>工作报告.</summary>
    WorkReport,

    /// <summary>履职承诺.</summary>
    Pledge,

    /// <summary>民主评议.</summary>
    Appraisal,

    /// <summary>协商议题.</summary>
    Topic,
}

/// <summary>表决方式.</summary>
public enum VoteMethod
{
    /// <summary>无表决: heard or discussed.</summary>
    NoVote,

    /// <summary>一致同意: everybody present agreed.</summary>
    Unanimous,

    /// <summary>举手.</summary>
    ShowOfHands,

    /// <summary>票决.</summary>
    Ballot,
}

/// <summary>列席: a body that attends without a vote, and whether it did.</summary>
public enum Observer
{
    /// <summary>监督委员会成员.</summary>
    Supervisors,

    /// <summary>镇街干部.</summary>
    Township,

    /// <summary>驻村(社区)单位.</summary>
    LocalInstitutions,

    /// <summary>其他村(居)民.</summary>
    Residents,
}

/// <summary>The words people read for the codes of a meeting.</summary>
public static class MeetingWords
{
    /// <summary>计数方式.</summary>
    public static string Title(this CountingMode mode) =>
        mode switch
        {
            CountingMode.Persons => "按人",
            CountingMode.Households => "按户",
            CountingMode.Representatives => "按代表",
        };

    /// <summary>人 or 户.</summary>
    public static string Measure(this CountingMode? mode) => mode == CountingMode.Households ? "户" : "人";

    /// <summary>议题类别.</summary>
    public static string Title(this AgendaKind kind, UnitKind unit) =>
        kind switch
        {
            AgendaKind.General => "一般事项",
            AgendaKind.MajorMatter => "重大事项",
            AgendaKind.Charter => "自治章程",
            AgendaKind.Covenant => unit == UnitKind.Village ? "村规民约" : "居民公约",
            AgendaKind.WorkReport => "工作报告",
            AgendaKind.Pledge => "履职承诺",
            AgendaKind.Appraisal => "民主评议",
            AgendaKind.Topic => "协商议题",
        };

    /// <summary>表决方式.</summary>
    public static string Title(this VoteMethod method) =>
        method switch
        {
            VoteMethod.NoVote => "不表决",
            VoteMethod.Unanimous => "一致同意",
            VoteMethod.ShowOfHands => "举手",
            VoteMethod.Ballot => "投票",
        };

    /// <summary>列席.</summary>
    public static string Title(this Observer observer) =>
        observer switch
        {
            Observer.Supervisors => "监委会成员",
            Observer.Township => "镇街干部",
            Observer.LocalInstitutions => "驻地单位",
            Observer.Residents => "其他村（居）民",
        };
}
