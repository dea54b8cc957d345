using Cunju.Core.Places;
using Cunju.Core.Procedures;

namespace Cunju.Core.Voices;

/// <summary>村（居）民意见: what one resident asked or objected to, without an account, and what came of it. The words and the name, if one was left, are asides.</summary>
/// <remarks>What concerns cadres is a case of the township from its first fact on: it stands in the township's chain and under the township's numbers, so that
/// nothing in the village's own data can tell that it exists.</remarks>
public sealed record Voice : Case
{
    /// <summary>Where it stands.</summary>
    public VoiceState State { get; init; }

    /// <summary>The id of the village or community it is about: the case's own unit, or one below it when cadres are concerned.</summary>
    public string Place { get; init; } = "";

    /// <summary>The number of the disclosure it is about; null when it is about nothing in particular.</summary>
    public string? About { get; init; }

    /// <summary>版次 of that disclosure on the day it was raised; 0 when it is about none.</summary>
    public int Edition { get; init; }

    /// <summary>What kind of thing is said.</summary>
    public VoiceKind Kind { get; init; }

    /// <summary>是否涉及村（社区）干部.</summary>
    public bool ConcernsCadres { get; init; }

    /// <summary>The resident's words.</summary>
    public AsideRef? Text { get; init; }

    /// <summary>The name that was left; null when none was.</summary>
    public AsideRef? Name { get; init; }

    /// <summary>SHA-256 of the receipt's code, by which the resident finds it again; the code itself is kept nowhere.</summary>
    public string Receipt { get; init; } = "";

    /// <summary>代录: why and by which account it was entered for somebody; null when the resident did it.</summary>
    public AssistedEntry? Assisted { get; init; }

    /// <summary>The day it was raised.</summary>
    public DateOnly RaisedOn { get; init; }

    /// <summary>The last day to answer it; null where no term is known.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The answer; null before.</summary>
    public VoiceAnswer? Answer { get; init; }

    /// <summary>向镇街反映; null when it was not.</summary>
    public VoiceAppeal? Appeal { get; init; }

    /// <summary>The last day of the term of whoever was asked last; null when nobody owes an answer any more.</summary>
    public DateOnly? Due =>
        State switch
        {
            VoiceState.Raised => DueOn,
            VoiceState.Appealed => Appeal!.DueOn,
            _ => null,
        };
}

/// <summary>代录: entered for somebody who has no phone or came in person.</summary>
/// <param name="Why">Why.</param>
/// <param name="By">The account that entered it.</param>
public sealed record AssistedEntry(AssistReason Why, string By);

/// <summary>答复: what was answered to the one who asked, and what of it everybody may read.</summary>
/// <param name="Text">Its words.</param>
/// <param name="On">The day.</param>
/// <param name="Corrected">版次 in which what was wrong is put right; null when nothing was.</param>
/// <param name="Gist">What was asked, in words for everybody; null when the answer is for the resident alone, or again for the resident alone.</param>
/// <param name="OpenUntil">The day from which an answer that was public is so no longer; null otherwise.</param>
public sealed record VoiceAnswer(AsideRef Text, DateOnly On, int? Corrected, AsideRef? Gist, DateOnly? OpenUntil = null);

/// <summary>向镇街反映: what the resident said to the township, and its answer.</summary>
/// <param name="Text">The resident's words, for the township alone.</param>
/// <param name="On">The day.</param>
/// <param name="DueOn">The last day to answer it; null where no term is known.</param>
/// <param name="Answer">The township's answer; null before.</param>
/// <param name="AnsweredOn">The day of it.</param>
public sealed record VoiceAppeal(AsideRef Text, DateOnly On, DateOnly? DueOn, AsideRef? Answer = null, DateOnly? AnsweredOn = null);

/// <summary>Where a voice stands.</summary>
public enum VoiceState
{
    /// <summary>待答复.</summary>
    Raised,

    /// <summary>已答复.</summary>
    Answered,

    /// <summary>已向镇街反映，待镇街答复.</summary>
    Appealed,

    /// <summary>镇街已答复，办结.</summary>
    Done,
}

/// <summary>意见的类别.</summary>
public enum VoiceKind
{
    /// <summary>对公开的内容有疑问.</summary>
    Content,

    /// <summary>对公开的时间有疑问.</summary>
    Timing,

    /// <summary>对公开的形式有疑问.</summary>
    Form,

    /// <summary>想问一件事.</summary>
    Question,

    /// <summary>询问: whether something was done against the law, in one of the seven ways the municipal measures name (第四十条).</summary>
    Inquiry,
}

/// <summary>代录的原因: codes, no words about people.</summary>
public enum AssistReason
{
    /// <summary>老人不会用手机.</summary>
    Elderly,

    /// <summary>没有手机或没有网络.</summary>
    NoPhone,

    /// <summary>当面口头提出.</summary>
    InPerson,

    /// <summary>打电话提出.</summary>
    Telephone,
}

/// <summary>The fixed words, and who may read what.</summary>
public static class VoiceWords
{
    /// <summary>What an inquiry may be about: the seven ways of 第四十条, in the words people use.</summary>
    public const string Inquiries =
        "该开会决定的没有开会，改了或者不执行会上定的事，不按规定公开或者弄虚作假，打击报复提意见的人，违规用印，扣下或者改毁档案，村（居）委会、监委会不履行职责";

    /// <summary>What people read.</summary>
    public static string Title(this VoiceKind kind) =>
        kind switch
        {
            VoiceKind.Content => "对公开的内容有疑问",
            VoiceKind.Timing => "对公开的时间有疑问",
            VoiceKind.Form => "对公开的形式有疑问",
            VoiceKind.Question => "想问一件事",
            VoiceKind.Inquiry => "询问有没有依法办",
        };

    /// <summary>What people read.</summary>
    public static string Title(this AssistReason reason) =>
        reason switch
        {
            AssistReason.Elderly => "老人不会用手机",
            AssistReason.NoPhone => "没有手机或没有网络",
            AssistReason.InPerson => "当面口头提出",
            AssistReason.Telephone => "打电话提出",
        };

    /// <summary>还剩几天: days left of a term, or by how many it is exceeded.</summary>
    public static string Left(DateOnly due, DateOnly today) =>
        (due.DayNumber - today.DayNumber) switch
        {
            0 => "今天是最后一天",
            < 0 and var past => $"已超{-past}天",
            var left => $"还有{left}天",
        };

    /// <summary>还欠答复: whether the one who was asked first still owes an answer. Turning to the township does not take that off it; the township's answer does.</summary>
    public static bool IsOwed(this Voice voice) => voice is { Answer: null, State: VoiceState.Raised or VoiceState.Appealed };

    /// <summary>谁能看: who may read the words of a voice. The organisation whose case it is, and the township once the resident has turned to it; nobody else.</summary>
    public static bool IsOpenTo(this Voice voice, Unit unit, string organisation, DateOnly day) =>
        voice.Unit == organisation || (voice.Appeal is not null && unit.ParentOn(day) == organisation);
}
