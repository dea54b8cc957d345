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

/// <summary>村（居）民意见: a resident asks, the unit answers within its days; who is not content, or would rather not wait, turns to the township. It counts for nothing, so that nobody gains by fewer voices.</summary>
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
        .Checks<RaiseVoice>(VoiceChecks.Complete)
        .Opens<RecordVoice>(
            "代录",
            [VoiceState.Raised],
            Record,
            (act, occasion) => Raised(act, new(act.Why!.Value, occasion.Actor.Account), occasion),
            GoesWhereItBelongs,
            IsAboutWhatWasPublished,
            ReceiptIsNew
        )
        .Checks<RecordVoice>(VoiceChecks.CompleteAndReasoned)
        .Step<AnswerVoice>(
            "答复",
            [VoiceState.Raised],
            [VoiceState.Answered, VoiceState.Done],
            Answer,
            Answered,
            NotAnsweredYet,
            NotBeforeItWasRaised,
            OnlyWhatEverybodyMayReadIsPublished,
            CorrectionIsOut
        )
        // Who turned to the township is still owed the answer that was asked for first.
        .Stays<AnswerVoice>(VoiceState.Appealed)
        .Checks<AnswerVoice>(VoiceChecks.Worded)
        .Step<AppealVoice>(
            "向镇街反映",
            [VoiceState.Raised, VoiceState.Answered],
            [VoiceState.Appealed],
            Raise,
            Appealed,
            TownshipHasItAlready,
            NotBeforeItWasAnswered
        )
        .Checks<AppealVoice>(VoiceChecks.SaidToTheTownship)
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
            },
            NotBeforeItWasTakenFurther
        )
        .Checks<AnswerAppeal>(VoiceChecks.SaidByTheTownship)
        .Step<UnpublishAnswer>(
            "不再公开这条答复",
            [],
            [],
            Answer,
            (_, _, occasion) => new AnswerUnpublished(occasion.Day),
            AnswerIsPublished,
            NotBeforeItWasPublished
        )
        .Stays<UnpublishAnswer>(VoiceState.Answered, VoiceState.Appealed, VoiceState.Done);

    /// <summary>答复期限: the rule under which a voice is answered by whom it goes to first: the unit, or the township when cadres are concerned; null where no rule is known.</summary>
    public static LawRule? AnswerRule(LawBook law, UnitKind kind, VoiceKind said, bool concernsCadres, DateOnly day) =>
        concernsCadres ? AppealRule(law, kind, said, day) : law.Rule(said == VoiceKind.Inquiry ? Inquiry : Objection, kind, day);

    /// <summary>反映后的答复期限: the rule under which the township answers who turned to it; an inquiry gives it longer than an objection.</summary>
    public static LawRule? AppealRule(LawBook law, UnitKind kind, VoiceKind said, DateOnly day) =>
        law.Rule(said == VoiceKind.Inquiry ? InquiryAppeal : ObjectionAppeal, kind, day);

    private static VoiceKnowledge Known(Occasion occasion) => occasion.Known.Get<VoiceKnowledge>();

    private static DateOnly? Due(LawRule? rule, Occasion occasion) => rule is null ? null : occasion.Law.LastDay(rule, occasion.Day);

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

    private static Refusal? TownshipHasItAlready(Voice voice, AppealVoice act, Occasion occasion) =>
        voice.ConcernsCadres ? new("voices.township", "这条意见已经在镇街，由镇街答复，不用再反映。") : null;

    private static Refusal? NotAnsweredYet(Voice voice, AnswerVoice act, Occasion occasion) =>
        voice.Answer is { } answer ? new("voices.answered", $"{ChinaTime.Say(answer.On)}已经答复过了。") : null;

    private static Refusal? AnswerIsPublished(Voice voice, UnpublishAnswer act, Occasion occasion) =>
        voice.Answer?.Gist is null ? new("voices.unpublished", "这条答复没有登在公开栏上，只有本人看得到。") : null;

    /// <summary>Days are of the clock alone here; only a clock that was set back offends, and would make in time what was not.</summary>
    private static Refusal? NotBefore(DateOnly earlier, Occasion occasion, string what) =>
        occasion.Day < earlier
            ? new("voices.order", $"{ChinaTime.Say(earlier)}才{what}，这一步不能在那以前；请看看系统的日期对不对。", Source)
            : null;

    private static Refusal? NotBeforeItWasRaised(Voice voice, AnswerVoice act, Occasion occasion) =>
        NotBefore(voice.RaisedOn, occasion, "提出");

    private static Refusal? NotBeforeItWasAnswered(Voice voice, AppealVoice act, Occasion occasion) =>
        voice.Answer is { } answer ? NotBefore(answer.On, occasion, "答复") : NotBefore(voice.RaisedOn, occasion, "提出");

    private static Refusal? NotBeforeItWasTakenFurther(Voice voice, AnswerAppeal act, Occasion occasion) =>
        NotBefore(voice.Appeal!.On, occasion, "反映");

    private static Refusal? NotBeforeItWasPublished(Voice voice, UnpublishAnswer act, Occasion occasion) =>
        voice.Answer is { } answer ? NotBefore(answer.On, occasion, "登在公开栏上") : null;

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
            DueOn = Due(rule, occasion),
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
        return new(text.Reference, Due(rule, occasion), occasion.Day) { Asides = [text] };
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
            // The township's own answer is the last word here; the law's next door is the district's. An answer of the unit takes nothing from the township.
            VoiceAnswered answered => before! with
            {
                State =
                    before.ConcernsCadres ? VoiceState.Done
                    : before.State == VoiceState.Appealed ? VoiceState.Appealed
                    : VoiceState.Answered,
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
            AnswerUnpublished unpublished => before! with { Answer = before.Answer! with { Gist = null, OpenUntil = unpublished.On } },
            _ => throw new InvalidOperationException($"No such fact: {fact.GetType().Name}."),
        };
}
