using System.Collections.Immutable;
using System.Globalization;
using Cunju.Core.Calendars;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.Registry;

namespace Cunju.Core.Assemblies;

/// <summary>Guards on what is said about a meeting that was held. Each names its field, so that the answer stands where the hand is.</summary>
public static class MeetingRules
{
    /// <summary>The longest text of a topic or a place, in characters.</summary>
    public const int LongestLine = 200;

    /// <summary>The longest text of the minutes, in characters.</summary>
    public const int LongestMinutes = 50_000;

    /// <summary>The largest number of people, votes or days that is believed.</summary>
    public const int MostPeople = 1_000_000;

    /// <summary>All of them, in the order of the form.</summary>
    public static readonly ImmutableArray<OpeningGuard<HeldAct>> OnHeld =
    [
        UnitGovernsItself,
        TypesAreTicked,
        DayIsSaid,
        DayHasCome,
        NumbersAreNotNegative,
        PresentIsSaid,
        ModeIsLawful,
        EligibleIsSaid,
        EligibleIsTheWholeBody,
        PresentIsWithinEligible,
        WomenAreWithinPresent,
        OwnCountsAreComplete,
        DeductionIsLawful,
        DeductionLeavesSomebody,
        AgendaIsSaid,
        AgendaIsSigned,
        BodyIsTicked,
        VotesAreSaid,
        VotesAreWithinPresent,
        RulesAreMadeByTheAssembly,
        EnoughCameOrItWasTalk,
        TalkLackedPeople,
        OnlyFullBodiesVote,
        TextsAreOfUsualLength,
    ];

    private static Refusal? UnitGovernsItself(HeldAct act, Occasion occasion) =>
        occasion.Unit.KindOn(act.Day ?? occasion.Day) is UnitKind.Village or UnitKind.Community
            ? null
            : new("meetings.unit", "只有村和社区在这里记会议。");

    private static Refusal? TypesAreTicked(HeldAct act, Occasion occasion) =>
        act.Types.Length > 0 ? null : new("meetings.no-type", "请至少勾选一种会议；一次会议属于几种就勾几种。", Field: nameof(act.Types));

    private static Refusal? DayIsSaid(HeldAct act, Occasion occasion) =>
        act.Day is not null ? null : new("meetings.no-day", "请填会议是哪天开的。", Field: nameof(act.Day));

    private static Refusal? DayHasCome(HeldAct act, Occasion occasion) =>
        act.Day is not { } day || day <= occasion.Day
            ? null
            : new("meetings.future", $"{ChinaTime.Say(day)}还没有到。还没开的会请先「发会议通知」，开完再记。", Field: nameof(act.Day));

    private static Refusal? NumbersAreNotNegative(HeldAct act, Occasion occasion)
    {
        (string Field, int? Value)[] numbers =
        [
            (nameof(act.Eligible), act.Eligible),
            (nameof(act.Present), act.Present),
            (nameof(act.Women), act.Women),
            (nameof(act.AwayUnreached), act.AwayUnreached),
            (nameof(act.AwayUnable), act.AwayUnable),
            (nameof(act.Incapable), act.Incapable),
            (nameof(act.NoticeDays), act.NoticeDays),
            .. act.Counts.SelectMany(
                (row, at) =>
                    new (string, int?)[] { (At("Counts", at, "Eligible"), row.Eligible), (At("Counts", at, "Present"), row.Present) }
            ),
            .. act.Agenda.SelectMany(
                (row, at) =>
                    new (string, int?)[]
                    {
                        (At("Agenda", at, "For"), row.For),
                        (At("Agenda", at, "Against"), row.Against),
                        (At("Agenda", at, "Abstain"), row.Abstain),
                    }
            ),
        ];
        return numbers.FirstOrDefault(number => number.Value is < 0 or > MostPeople) is { Field: { } field }
            ? new("meetings.number", "人数、票数、天数应在 0 到 1000000 之间。", Field: field)
            : null;
    }

    private static Refusal? PresentIsSaid(HeldAct act, Occasion occasion) =>
        act.Present switch
        {
            null => new("meetings.no-present", "请填实到多少。", Field: nameof(act.Present)),
            0 => new("meetings.no-present", "一个人也没有到，不能记作一次会议。", Field: nameof(act.Present)),
            _ => null,
        };

    private static Refusal? ModeIsLawful(HeldAct act, Occasion occasion)
    {
        if (act.Day is not { } day)
        {
            return null;
        }

        var judging = occasion.JudgingOn(day);
        foreach (var type in act.Types.Distinct().Where(judging.AsksMode))
        {
            var rules = judging.QuorumRules(type);
            if (judging.QuorumRule(type, act.Mode) is null)
            {
                var lawful = string.Join(
                    "或",
                    Enum.GetValues<CountingMode>().Where(mode => judging.QuorumRule(type, mode) is not null).Select(mode => mode.Title())
                );
                return new(
                    "meetings.mode",
                    $"{type.Title(judging.Kind)}{lawful}计算到会人数，请选一种。",
                    rules[0].Source,
                    nameof(act.Mode)
                );
            }
        }

        return null;
    }

    private static Refusal? EligibleIsSaid(HeldAct act, Occasion occasion)
    {
        // Nobody knows yet which meeting it was; most need the number, so it is asked for at once and not on a second try.
        if (act.Types.IsEmpty && act.Eligible is null)
        {
            return new("meetings.no-eligible", "应到多少人没有填。多数会议要靠它判断人数够不够。", Field: nameof(act.Eligible));
        }

        if (act.Day is not { } day)
        {
            return null;
        }

        var judging = occasion.JudgingOn(day);
        foreach (var type in act.Types)
        {
            if (judging.QuorumRule(type, act.Mode) is { } rule && MeetingAccount.EligibleOf(act, type) is not > 0)
            {
                return new(
                    "meetings.no-eligible",
                    $"{type.Title(judging.Kind)}有法定到会人数，请填应到多少，才能判断是不是有效。",
                    rule.Source,
                    nameof(act.Eligible)
                );
            }
        }

        return null;
    }

    /// <summary>应到是全体: the fractions of the law are of the whole body. Where the unit has registered how large it is, fewer cannot stand in its place.</summary>
    private static Refusal? EligibleIsTheWholeBody(HeldAct act, Occasion occasion)
    {
        if (act.Day is not { } day)
        {
            return null;
        }

        var judging = occasion.JudgingOn(day);
        foreach (var type in act.Types.Distinct())
        {
            if (
                judging.QuorumRule(type, act.Mode) is { } rule
                && Registered(occasion.Unit, type, act.Mode, day) is var (key, whole)
                && MeetingAccount.EligibleOf(act, type) is { } eligible
                && eligible < whole
            )
            {
                var row = act.Counts.Index().Where(row => row.Item.Type == type).Select(row => (int?)row.Index).FirstOrDefault();
                return new(
                    "meetings.eligible-below-profile",
                    $"{type.Title(judging.Kind)}应到填了 {eligible}，概况里登记的{key.Title}是 {whole}。法定人数按全体计算，应到要填全体；人数变了的，先到「概况」里改。",
                    rule.Source,
                    row is { } at ? At("Counts", at, "Eligible") : nameof(act.Eligible)
                );
            }
        }

        return null;
    }

    /// <summary>How large the body is that must come together, as the unit's profile says it for that day; null where it says nothing.</summary>
    public static (ProfileKey Key, int Whole)? Registered(Unit unit, MeetingType type, CountingMode? mode, DateOnly day)
    {
        var key = (type, mode) switch
        {
            (MeetingType.ResidentsAssembly, CountingMode.Persons) => "adults",
            (MeetingType.ResidentsAssembly, CountingMode.Households) => "households",
            (MeetingType.ResidentsAssembly, CountingMode.Representatives) => "representatives",
            (MeetingType.RepresentativesAssembly, _) => "assembly-members",
            (MeetingType.PartyMembersMeeting, _) => "party-members",
            _ => null,
        };
        return
            key is not null
            && unit.ProfileOn(key, day) is { } said
            && int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            ? (ProfileKey.Find(key)!, whole)
            : null;
    }

    private static Refusal? PresentIsWithinEligible(HeldAct act, Occasion occasion) =>
        act is { Present: { } present, Eligible: { } eligible } && present > eligible
            ? new("meetings.present", $"实到 {present} 多于应到 {eligible}，请核对。列席的人不算在实到里。", Field: nameof(act.Present))
            : null;

    private static Refusal? WomenAreWithinPresent(HeldAct act, Occasion occasion) =>
        act is { Present: { } present, Women: { } women } && women > present
            ? new("meetings.women", $"妇女 {women} 人多于实到 {present}，请核对。", Field: nameof(act.Women))
            : null;

    private static Refusal? OwnCountsAreComplete(HeldAct act, Occasion occasion)
    {
        foreach (var (at, row) in act.Counts.Index())
        {
            if (row.Type is not { } type || !act.Types.Contains(type))
            {
                return new("meetings.count", "这一行人数是哪种会议的？请选上面已勾选的一种。", Field: At("Counts", at, "Type"));
            }

            if (row.Present is not > 0)
            {
                return new("meetings.count", "请填这种会议的实到人数。", Field: At("Counts", at, "Present"));
            }

            if (row.Eligible is { } eligible && row.Present > eligible)
            {
                return new("meetings.count", $"实到 {row.Present} 多于应到 {eligible}，请核对。", Field: At("Counts", at, "Present"));
            }

            if (act.Counts.Take(at).Any(earlier => earlier.Type == type))
            {
                return new("meetings.count", "同一种会议的人数写了两行。", Field: At("Counts", at, "Type"));
            }
        }

        return null;
    }

    /// <summary>Only the village assembly, only where a local regulation knows it: elsewhere the base is everybody.</summary>
    private static Refusal? DeductionIsLawful(HeldAct act, Occasion occasion)
    {
        if (MeetingAccount.Deducted(act) <= 0 || act.Day is not { } day)
        {
            return null;
        }

        var judging = occasion.JudgingOn(day);
        return
            judging.Law.Rule("assembly.deduction", judging.Kind, day) is not null
            && act.Types.Contains(MeetingType.ResidentsAssembly)
            && act.Mode == CountingMode.Persons
            ? null
            : new(
                "meetings.deduction",
                "只有村民会议按人计算时，才可以把外出联系不上等人员从总数中扣除。",
                judging.Law.Rule("assembly.deduction", UnitKind.Village, day)?.Source,
                nameof(act.AwayUnreached)
            );
    }

    private static Refusal? DeductionLeavesSomebody(HeldAct act, Occasion occasion) =>
        MeetingAccount.EligibleOf(act, MeetingType.ResidentsAssembly) is { } eligible
        && MeetingAccount.Deducted(act) is > 0 and var deducted
        && eligible - deducted < MeetingAccount.PresentOf(act, MeetingType.ResidentsAssembly)
            ? new(
                "meetings.deduction-too-large",
                $"应到 {eligible} 扣除 {deducted} 后少于实到人数，请核对。到会的人不能同时被扣除。",
                Field: nameof(act.AwayUnreached)
            )
            : null;

    private static Refusal? AgendaIsSaid(HeldAct act, Occasion occasion) =>
        act.Agenda.Length > 0 ? null : new("meetings.no-agenda", "请写出会上议了什么，至少一项。", Field: At("Agenda", 0, "Motion"));

    /// <summary>A row with votes but without words would be a decision on nothing.</summary>
    private static Refusal? AgendaIsSigned(HeldAct act, Occasion occasion)
    {
        foreach (var (at, row) in act.Agenda.Index())
        {
            if (string.IsNullOrWhiteSpace(row.Motion))
            {
                return new("meetings.no-motion", "请写出这一项议的是什么。", Field: At("Agenda", at, "Motion"));
            }
        }

        return null;
    }

    private static Refusal? BodyIsTicked(HeldAct act, Occasion occasion)
    {
        foreach (var (at, row) in act.Agenda.Index())
        {
            if (row.Body is { } body && !act.Types.Contains(body))
            {
                return new("meetings.body", "表决的会议不在上面勾选的类型里。", Field: At("Agenda", at, "Body"));
            }
        }

        return null;
    }

    private static Refusal? VotesAreSaid(HeldAct act, Occasion occasion)
    {
        foreach (var (at, row) in Voted(act, occasion))
        {
            switch (MeetingAccount.MethodOf(row))
            {
                case VoteMethod.ShowOfHands or VoteMethod.Ballot when row.For is null:
                    return new("meetings.no-votes", "请填赞成多少；一致同意的可选「一致同意」。", Field: At("Agenda", at, "For"));
                case VoteMethod.Unanimous when row.Against > 0 || row.Abstain > 0:
                    return new(
                        "meetings.not-unanimous",
                        "有反对或弃权，就不是一致同意，请选「举手」或「投票」。",
                        Field: At("Agenda", at, "Vote")
                    );
                case VoteMethod.NoVote when row.For is not null || row.Against > 0 || row.Abstain > 0:
                    return new(
                        "meetings.votes-without-vote",
                        "填了票数，表决方式却是「不表决」，请核对。",
                        Field: At("Agenda", at, "Vote")
                    );
            }
        }

        return null;
    }

    private static Refusal? VotesAreWithinPresent(HeldAct act, Occasion occasion)
    {
        foreach (var (at, row) in Voted(act, occasion))
        {
            var votes = (long)(row.For ?? 0) + (row.Against ?? 0) + (row.Abstain ?? 0);
            var present = MeetingAccount
                .BodiesOf(act, row)
                .Select(type => MeetingAccount.PresentOf(act, type))
                .DefaultIfEmpty(act.Present ?? 0)
                .Max();
            if (present > 0 && votes > present)
            {
                return new("meetings.votes", $"赞成、反对、弃权共 {votes}，多于实到 {present}，请核对。", Field: At("Agenda", at, "For"));
            }
        }

        return null;
    }

    /// <summary>In villages only the assembly makes or changes the charter and the covenant; other meetings may talk about them.</summary>
    private static Refusal? RulesAreMadeByTheAssembly(HeldAct act, Occasion occasion)
    {
        if (act.Day is not { } day || occasion.Law.Rule("covenant.body", occasion.Unit.KindOn(day), day) is not { } rule)
        {
            return null;
        }

        foreach (var (at, row) in Voted(act, occasion))
        {
            if (
                row.Kind is AgendaKind.Charter or AgendaKind.Covenant
                && MeetingAccount.MethodOf(row) != VoteMethod.NoVote
                && !MeetingAccount.BodiesOf(act, row).Contains(MeetingType.ResidentsAssembly)
            )
            {
                return new(
                    "meetings.covenant",
                    "自治章程、村规民约只能由村民会议表决。其他会议可以讨论：请把这一项的表决改为「不表决」。",
                    rule.Source,
                    At("Agenda", at, "Vote")
                );
            }
        }

        return null;
    }

    /// <summary>The counts may well be right: the answer stands at the choice to make, not at a number.</summary>
    private static Refusal? EnoughCameOrItWasTalk(HeldAct act, Occasion occasion)
    {
        if (act.AsTalk || Judged(act, occasion).FirstOrDefault(judged => !judged.IsValid) is not { } lacking)
        {
            return null;
        }

        var kind = occasion.Unit.KindOn(act.Day!.Value);
        return new(
            "meetings.not-quorate",
            $"{lacking.Type.Title(kind)}：{lacking.InWords(act.Mode)}，不能作出决定。勾选「按流会（座谈）记录」就能记好，议过的事都记作「不表决」；也可以延期再开；几种会合开、只是这一种没有开成的，去掉它的勾。",
            lacking.Source,
            nameof(act.AsTalk)
        );
    }

    /// <summary>流会 is of bodies to which too few came; told of others, the word would be lost in silence and the meeting count.</summary>
    private static Refusal? TalkLackedPeople(HeldAct act, Occasion occasion)
    {
        if (!act.AsTalk || Judged(act, occasion) is not { IsEmpty: false } judged || judged.Any(body => !body.IsValid))
        {
            return null;
        }

        var kind = occasion.Unit.KindOn(act.Day!.Value);
        return judged.FirstOrDefault(body => body.Verdict != Verdict.NoThreshold) is { } full
            ? new(
                "meetings.talk-with-enough",
                $"{full.Type.Title(kind)}：{full.InWords(act.Mode)}，人数够了，不是流会。请去掉「流会」的勾，或者核对应到、实到。",
                full.Source,
                nameof(act.AsTalk)
            )
            : new(
                "meetings.talk-without-number",
                $"{judged[0].Type.Title(kind)}：法律没有规定到会人数，不会因为人数流会。开了的，去掉「流会」的勾；没有开成的，不用登记。",
                Field: nameof(act.AsTalk)
            );
    }

    /// <summary>几种会合开，有的人数不够: whose decision it was must be said, for a body with too few people decides nothing and the votes of the others are not known apart.</summary>
    private static Refusal? OnlyFullBodiesVote(HeldAct act, Occasion occasion)
    {
        var judged = Judged(act, occasion);
        foreach (var (at, row) in Voted(act, occasion))
        {
            var bodies = judged.Where(body => MeetingAccount.BodiesOf(act, row).Contains(body.Type)).ToLookup(body => body.IsValid);
            if (MeetingAccount.MethodOf(row) != VoteMethod.NoVote && bodies[true].Any() && bodies[false].FirstOrDefault() is { } lacking)
            {
                var kind = occasion.Unit.KindOn(act.Day!.Value);
                return new(
                    "meetings.body-too-few",
                    $"{lacking.Type.Title(kind)}人数不够，不能表决这一项。是{string.Join('或', bodies[true].Select(body => body.Type.Title(kind)))}表决的，请在「由哪个会表决」里选；没有表决的，改为「不表决」。",
                    lacking.Source,
                    At("Agenda", at, "Body")
                );
            }
        }

        return null;
    }

    private static Refusal? TextsAreOfUsualLength(HeldAct act, Occasion occasion)
    {
        if (act.Place?.Length > LongestLine)
        {
            return new("meetings.text", $"地点最多 {LongestLine} 字。", Field: nameof(act.Place));
        }

        if (act.Minutes?.Length > LongestMinutes)
        {
            return new("meetings.text", $"记录正文最多 {LongestMinutes} 字，太长的请作附件。", Field: nameof(act.Minutes));
        }

        var at = act.Agenda.Index().FirstOrDefault(row => row.Item.Motion?.Length > LongestLine, (-1, new())).Item1;
        return at < 0 ? null : new("meetings.text", $"议题最多 {LongestLine} 字，细节写在记录正文里。", Field: At("Agenda", at, "Motion"));
    }

    /// <summary>The items that may have been voted on. 流会: what only bodies with too few people would decide was talked about and no more, whatever was chosen for it,
    /// so nobody has to take his own answers back one by one.</summary>
    private static IEnumerable<(int At, AgendaRow Row)> Voted(HeldAct act, Occasion occasion)
    {
        var lacking = act.AsTalk ? Judged(act, occasion).Where(body => !body.IsValid).Select(body => body.Type).ToHashSet() : [];
        return act.Agenda.Index().Where(row => lacking.Count == 0 || !MeetingAccount.BodiesOf(act, row.Item).All(lacking.Contains));
    }

    /// <summary>The judgements, once the day and the types are known.</summary>
    private static ImmutableArray<QuorumJudgement> Judged(HeldAct act, Occasion occasion) =>
        act is { Day: { } day, Present: not null } ? MeetingAccount.Quorum(act, occasion.JudgingOn(day)) : [];

    private static string At(string list, int row, string field) => $"{list}[{row}].{field}";
}
