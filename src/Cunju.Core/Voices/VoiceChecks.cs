using System.Collections.Immutable;
using Cunju.Core.Procedures;

namespace Cunju.Core.Voices;

/// <summary>写了没有、写得对不对: what the forms of <see cref="VoiceProcedure"/> must say, each fault at its field.</summary>
internal static class VoiceChecks
{
    private const int LongestName = 20;
    private const int LongestGist = 100;

    /// <summary>What somebody says, or writes down for one.</summary>
    public static IEnumerable<Refusal> Complete(Voice? voice, RaisingAct act, Occasion occasion)
    {
        if (act.Kind is null)
        {
            yield return new("voices.kind", "请选一下，要说的是哪一种。", Field: nameof(act.Kind));
        }

        if (act.ConcernsCadres is null)
        {
            yield return new("voices.cadres", "请选一下是否涉及村（社区）干部，这决定交给谁看。", Field: nameof(act.ConcernsCadres));
        }

        foreach (var refusal in Said(act.Text, nameof(act.Text)))
        {
            yield return refusal;
        }

        if (act.Name is { } name)
        {
            if (name.Length > LongestName || name.Any(char.IsControl))
            {
                yield return new("voices.name", $"称呼最多{LongestName}字，也可以不填。", Field: nameof(act.Name));
            }
            else if (PersonalNumbers.AreIn(name))
            {
                yield return Numbers(nameof(act.Name));
            }
        }

        if (!ReceiptCode.IsDigest(act.Receipt))
        {
            yield return new("voices.receipt", "没有回执，交了也查不到。请重新打开页面再交。", Field: nameof(act.Receipt));
        }
    }

    /// <summary>代录: the same, and why somebody else writes.</summary>
    public static IEnumerable<Refusal> CompleteAndReasoned(Voice? voice, RecordVoice act, Occasion occasion) =>
        act.Why is null
            ? Complete(voice, act, occasion).Append(new("voices.why", "请选一下为什么代录。", Field: nameof(act.Why)))
            : Complete(voice, act, occasion);

    /// <summary>What a resident says to the township.</summary>
    public static IEnumerable<Refusal> SaidToTheTownship(Voice? voice, AppealVoice act, Occasion occasion) =>
        Said(act.Text, nameof(act.Text));

    /// <summary>What the township answers.</summary>
    public static IEnumerable<Refusal> SaidByTheTownship(Voice? voice, AnswerAppeal act, Occasion occasion) =>
        Present(act.Text, nameof(act.Text));

    /// <summary>A resident's words: there are some, not too many, and no number in them that points at somebody.</summary>
    private static IEnumerable<Refusal> Said(string? text, string field)
    {
        foreach (var refusal in Present(text, field))
        {
            yield return refusal;
        }

        if (text is not null && PersonalNumbers.AreIn(text))
        {
            yield return Numbers(field);
        }
    }

    private static IEnumerable<Refusal> Present(string? text, string field)
    {
        if (text is null)
        {
            yield return new("voices.text", "还没有写。几句话就行。", Field: field);
        }
        else if (text.Length > VoiceProcedure.LongestText)
        {
            yield return new("voices.long", $"太长了，最多{VoiceProcedure.LongestText}字，现在是{text.Length}字。", Field: field);
        }
        else if (text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\t')))
        {
            yield return new("voices.letters", "里面有看不见的特殊字符，请重新写一遍再交。", Field: field);
        }
    }

    private static Refusal Numbers(string field) =>
        new(
            "voices.numbers",
            "里面像是有身份证号、手机号或者银行卡号。我们不需要，为了您的安全请去掉再交。答复凭回执码就能看到。",
            "《个人信息保护法》第六条",
            field
        );

    /// <summary>An answer; one that everybody reads points at nobody.</summary>
    public static IEnumerable<Refusal> Worded(Voice? voice, AnswerVoice act, Occasion occasion)
    {
        foreach (var refusal in Present(act.Text, nameof(act.Text)))
        {
            yield return refusal;
        }

        if (!act.Publish)
        {
            yield break;
        }

        if (act.Gist is null || act.Gist.Length > LongestGist || act.Gist.Any(char.IsControl))
        {
            yield return new("voices.gist", $"要登在公开栏上的，请用一句话写明问的是什么，最多{LongestGist}字。", Field: nameof(act.Gist));
        }

        foreach (var (words, field) in new[] { (act.Text, nameof(act.Text)), (act.Gist, nameof(act.Gist)) })
        {
            if (words is not null && (PersonalNumbers.AreIn(words) || IsNamed(words, occasion.Known.Get<VoiceKnowledge>().Name)))
            {
                yield return new(
                    "voices.masking",
                    "要登在公开栏上的，不能写提意见人的姓名，也不能有身份证号、手机号、银行卡号。",
                    "《个人信息保护法》第二十五条",
                    field
                );
            }
            else if (
                words is not null
                && PersonalDetails.In(words, occasion.Day, ImmutableHashSet<string>.Empty).FirstOrDefault() is { } what
            )
            {
                yield return new("voices.masking", $"要登在公开栏上的，里面{what}。", "《个人信息保护法》第二十五条", field);
            }
        }
    }

    private static bool IsNamed(string words, string? name) => name is { Length: > 1 } && words.Contains(name, StringComparison.Ordinal);
}
