using System.Collections.Immutable;
using System.Globalization;
using Cunju.Core.Calendars;
using Cunju.Core.Laws;
using Cunju.Core.Places;
using Cunju.Core.Procedures;

namespace Cunju.Core.Voices;

/// <summary>What must be known before a voice is raised or answered.</summary>
/// <param name="Place">The village or community that is named; null when there is no such unit.</param>
/// <param name="Edition">版次 of the disclosure as it is published today; null when it is about none, or that one was never published.</param>
/// <param name="ReceiptTaken">Whether the receipt's code was given out already.</param>
/// <param name="Name">The name the resident left; null when none.</param>
public sealed record VoiceKnowledge(Unit? Place, int? Edition, bool ReceiptTaken, string? Name);

/// <summary>村（居）民意见: a resident asks, the unit answers within its days, who is not content turns to the township. It counts for nothing, so that nobody gains by fewer voices.</summary>
public static class VoiceProcedure
{
    /// <summary>The procedure whose cases a voice may be about, as in addresses.</summary>
    public const string Disclosures = "disclosures";

    /// <summary>The longest text, in characters.</summary>
    public const int LongestText = 2_000;

    private const string Objection = "disclosure.answer";
    private const string ObjectionAppeal = "disclosure.appeal";
    private const string Inquiry = "voice.inquiry";
    private const string InquiryAppeal = "voice.inquiry-appeal";
    private const int LongestName = 20;
    private const int LongestGist = 100;
    private const string Source = "《重庆市实施〈村民委员会组织法〉办法》第三十一条（社区按区级约定）";

    /// <summary>提意见.</summary>
    public static readonly Permission Raise = new("voices.raise", "提意见、问事情");

    /// <summary>代录.</summary>
    public static readonly Permission Record = new("voices.record", "代录意见");

    /// <summary>答复.</summary>
    public static readonly Permission Answer = new("voices.answer", "答复意见");

    /// <summary>The table.</summary>
    public static readonly Procedure<Voice, VoiceState, VoiceFact> Table = new Procedure<Voice, VoiceState, VoiceFact>(
        "voices",
        "村（居）民意见",
        Source,
        voice => voice.State,
        After
    )
        .State(VoiceState.Raised, "待答复")
        .State(VoiceState.Answered, "已答复")
        .State(VoiceState.Appealed, "已向镇街反映，待镇街答复")
        .State(VoiceState.Done, "镇街已答复，办结")
        .Knows<VoiceKnowledge>()
        .Opens<RaiseVoice>(
            "提交意见",
            [VoiceState.Raised],
            Raise,
            (act, occasion) => Raised(act, null, occasion),
            GoesWhereItBelongs,
            IsAboutWhatWasPublished,
            ReceiptIsNew
        )
        .Checks<RaiseVoice>(Complete)
        .Opens<RecordVoice>(
            "代录",
            [VoiceState.Raised],
            Record,
            (act, occasion) => Raised(act, new(act.Why!.Value, occasion.Actor.Account), occasion),
            GoesWhereItBelongs,
            IsAboutWhatWasPublished,
            ReceiptIsNew
        )
        .Checks<RecordVoice>(CompleteAndReasoned)
        .Step<AnswerVoice>(
            "答复",
            [VoiceState.Raised],
            [VoiceState.Answered, VoiceState.Done],
            Answer,
            Answered,
            OnlyWhatEverybodyMayReadIsPublished,
            CorrectionIsOut
        )
        .Checks<AnswerVoice>(Worded)
        .Step<AppealVoice>(
            "不满意，向镇街反映",
            [VoiceState.Raised, VoiceState.Answered],
            [VoiceState.Appealed],
            Raise,
            Appealed,
            TownshipHasItAlready,
            FirstTheUnitMayAnswer
        )
        .Checks<AppealVoice>(SaidToTheTownship)
        .Step<AnswerAppeal>(
            "镇街答复",
            [VoiceState.Appealed],
            [VoiceState.Done],
            Answer,
            Reach.Below,
            (_, act, occasion) =>
            {
                var text = occasion.Aside("appeal-answer", act.Text!);
                return new AppealAnswered(text.Reference, occasion.Day) { Asides = [text] };
            }
        )
        .Checks<AnswerAppeal>(SaidByTheTownship);

    /// <summary>答复期限: the rule under which a voice is answered by whom it goes to first: the unit, or the township when cadres are concerned; null where no rule is known.</summary>
    public static LawRule? AnswerRule(LawBook law, UnitKind kind, VoiceKind said, bool concernsCadres, DateOnly day) =>
        concernsCadres ? AppealRule(law, kind, said, day) : law.Rule(said == VoiceKind.Inquiry ? Inquiry : Objection, kind, day);

    /// <summary>反映后的答复期限: the rule under which the township answers who turned to it; an inquiry gives it longer than an objection.</summary>
    public static LawRule? AppealRule(LawBook law, UnitKind kind, VoiceKind said, DateOnly day) =>
        law.Rule(said == VoiceKind.Inquiry ? InquiryAppeal : ObjectionAppeal, kind, day);

    private static VoiceKnowledge Known(Occasion occasion) => occasion.Known.Get<VoiceKnowledge>();

    /// <summary>Counted by calendar days, the day itself not among them.</summary>
    private static DateOnly? Due(LawRule? rule, DateOnly day) =>
        rule is null ? null : day.AddDays(int.Parse(rule.Values["days"], CultureInfo.InvariantCulture));

    private static bool IsPlace(Unit place, DateOnly day) => place.KindOn(day) is UnitKind.Village or UnitKind.Community;

    /// <summary>What concerns cadres must not pass through the hands of those it concerns, not even to be written down for somebody.</summary>
    private static Refusal? GoesWhereItBelongs(RaisingAct act, Occasion occasion)
    {
        if (Known(occasion).Place is not { } place || !IsPlace(place, occasion.Day))
        {
            return new("voices.place", "请写明是哪个村（社区）。", Field: nameof(act.Place));
        }

        var whose = act.ConcernsCadres == true ? place.ParentOn(occasion.Day) : place.Id;
        return whose == occasion.Unit.Id
            ? null
            : new(
                "voices.elsewhere",
                act.ConcernsCadres == true
                    ? "涉及村（社区）干部的，只由所属的镇街受理，这里不代录。请告诉本人直接在网上提，或者到镇街当面说，由镇街代录。"
                    : "不涉及干部的，由村（社区）自己受理，请到那里登记，或者由本人在网上提。",
                Source,
                nameof(act.ConcernsCadres)
            );
    }

    private static Refusal? IsAboutWhatWasPublished(RaisingAct act, Occasion occasion) =>
        act.About is not null && Known(occasion).Edition is null
            ? new("voices.about", "没有这一期公开，或者还没有公布。不针对哪一期的，可以不填。", Field: nameof(act.About))
            : null;

    private static Refusal? ReceiptIsNew(RaisingAct act, Occasion occasion) =>
        Known(occasion).ReceiptTaken ? new("voices.again", "这张表已经交过了。要再提一条，请重新打开页面。") : null;

    private static IEnumerable<Refusal> Complete(Voice? voice, RaisingAct act, Occasion occasion)
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

    private static IEnumerable<Refusal> CompleteAndReasoned(Voice? voice, RecordVoice act, Occasion occasion) =>
        act.Why is null
            ? Complete(voice, act, occasion).Append(new("voices.why", "请选一下为什么代录。", Field: nameof(act.Why)))
            : Complete(voice, act, occasion);

    private static IEnumerable<Refusal> SaidToTheTownship(Voice? voice, AppealVoice act, Occasion occasion) =>
        Said(act.Text, nameof(act.Text));

    private static IEnumerable<Refusal> SaidByTheTownship(Voice? voice, AnswerAppeal act, Occasion occasion) =>
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
        else if (text.Length > LongestText)
        {
            yield return new("voices.long", $"太长了，最多{LongestText}字，现在是{text.Length}字。", Field: field);
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

    private static Refusal? OnlyWhatEverybodyMayReadIsPublished(Voice voice, AnswerVoice act, Occasion occasion) =>
        !act.Publish ? null
        : voice.ConcernsCadres
            ? new("voices.publish-cadres", "涉及干部的意见，答复只给本人看，不登在公开栏上。", Field: nameof(act.Publish))
        : voice.About is null
            ? new("voices.publish-where", "这条意见不针对哪一期公开，答复没有地方登，只给本人看。", Field: nameof(act.Publish))
        : null;

    private static Refusal? CorrectionIsOut(Voice voice, AnswerVoice act, Occasion occasion) =>
        act.Corrected && (voice.About is null || !(Known(occasion).Edition > voice.Edition))
            ? new("voices.correction", "更正后的一版还没有公布。请先更正、审查、公布，再说已经更正。", Source, nameof(act.Corrected))
            : null;

    private static IEnumerable<Refusal> Worded(Voice? voice, AnswerVoice act, Occasion occasion)
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
            if (words is not null && (PersonalNumbers.AreIn(words) || IsNamed(words, Known(occasion).Name)))
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

    private static Refusal? TownshipHasItAlready(Voice voice, AppealVoice act, Occasion occasion) =>
        voice.ConcernsCadres ? new("voices.township", "这条意见已经在镇街，由镇街答复，不用再反映。") : null;

    private static Refusal? FirstTheUnitMayAnswer(Voice voice, AppealVoice act, Occasion occasion) =>
        voice.State == VoiceState.Raised && occasion.Day <= voice.DueOn
            ? new(
                "voices.early",
                $"答复的期限到{ChinaTime.Say(voice.DueOn.Value)}，还没有过。答复了不满意，或者到期没有答复，都可以向镇街反映。",
                AnswerRule(occasion.Law, occasion.Unit.KindOn(voice.RaisedOn), voice.Kind, voice.ConcernsCadres, voice.RaisedOn)?.Source
            )
            : null;

    private static VoiceRaised Raised(RaisingAct act, AssistedEntry? assisted, Occasion occasion)
    {
        var place = Known(occasion).Place!;
        var text = occasion.Aside("voice", act.Text!);
        var name = act.Name is { } left ? occasion.Aside("name", left) : null;
        var rule = AnswerRule(occasion.Law, place.KindOn(occasion.Day), act.Kind!.Value, act.ConcernsCadres!.Value, occasion.Day);
        return new()
        {
            Place = place.Id,
            About = act.About,
            Edition = act.About is null ? 0 : Known(occasion).Edition!.Value,
            Kind = act.Kind!.Value,
            ConcernsCadres = act.ConcernsCadres.Value,
            Text = text.Reference,
            Name = name?.Reference,
            Receipt = act.Receipt!,
            Assisted = assisted,
            On = occasion.Day,
            DueOn = Due(rule, occasion.Day),
            Asides = name is null ? [text] : [text, name],
        };
    }

    private static VoiceAnswered Answered(Voice voice, AnswerVoice act, Occasion occasion)
    {
        var text = occasion.Aside("answer", act.Text!);
        var gist = act.Publish ? occasion.Aside("gist", act.Gist!) : null;
        return new(text.Reference, act.Corrected ? Known(occasion).Edition : null, gist?.Reference, occasion.Day)
        {
            Asides = gist is null ? [text] : [text, gist],
        };
    }

    private static VoiceAppealed Appealed(Voice voice, AppealVoice act, Occasion occasion)
    {
        var text = occasion.Aside("appeal", act.Text!);
        var rule = AppealRule(occasion.Law, occasion.Unit.KindOn(occasion.Day), voice.Kind, occasion.Day);
        return new(text.Reference, Due(rule, occasion.Day), occasion.Day) { Asides = [text] };
    }

    private static Voice After(Voice? before, VoiceFact fact) =>
        fact switch
        {
            VoiceRaised raised => new()
            {
                Place = raised.Place,
                About = raised.About,
                Edition = raised.Edition,
                Kind = raised.Kind,
                ConcernsCadres = raised.ConcernsCadres,
                Text = raised.Text,
                Name = raised.Name,
                Receipt = raised.Receipt,
                Assisted = raised.Assisted,
                RaisedOn = raised.On,
                DueOn = raised.DueOn,
            },
            // The township's own answer is the last word here; the law's next door is the district's.
            VoiceAnswered answered => before! with
            {
                State = before.ConcernsCadres ? VoiceState.Done : VoiceState.Answered,
                Answer = new(answered.Text, answered.On, answered.Corrected, answered.Gist),
            },
            VoiceAppealed appealed => before! with
            {
                State = VoiceState.Appealed,
                Appeal = new(appealed.Text, appealed.On, appealed.DueOn),
            },
            AppealAnswered answered => before! with
            {
                State = VoiceState.Done,
                Appeal = before.Appeal! with { Answer = answered.Text, AnsweredOn = answered.On },
            },
            _ => throw new InvalidOperationException($"No such fact: {fact.GetType().Name}."),
        };
}
