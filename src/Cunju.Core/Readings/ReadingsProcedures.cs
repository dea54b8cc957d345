using System.Collections.Immutable;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.TaskLists;

namespace Cunju.Core.Readings;

/// <summary>What must be known before the bureau answers or issues.</summary>
/// <param name="List">The edition as it is read now; null when there is none of that name.</param>
/// <param name="Taken">Readings of the edition that have an answer already, or the edition itself when it was issued before.</param>
/// <param name="Register">Where named townships are looked up.</param>
/// <param name="Effect">What the act would change today.</param>
public sealed record IssuersKnowledge(TaskList? List, ImmutableHashSet<string> Taken, Register Register, Effect Effect);

/// <summary>What both tables of the issuer ask.</summary>
internal static class Issuer
{
    private const int LongestPaper = 80;

    public static IssuersKnowledge Known(Occasion occasion) => occasion.Known.Get<IssuersKnowledge>();

    public static IEnumerable<Refusal> PaperIsNamed(IssuersAct act)
    {
        if (act.By is not { Length: > 1 and <= LongestPaper })
        {
            yield return new("readings.paper", "请写明依据的文件名称或文号（80字以内），村（社区）会看到。", Field: nameof(act.By));
        }
    }

    public static Refusal? IsTheIssuer(Occasion occasion) => occasion.Unit.KindOn(occasion.Day) == UnitKind.Bureau ? null : Refusal.Hidden;

    /// <summary>What was shown is what will happen; records that came meanwhile are seen first.</summary>
    public static Refusal? EffectIsTheOneShown(IssuersAct act, Occasion occasion) =>
        Known(occasion).Effect is { } effect && (act.Units, act.Lanes, act.Shown) == (effect.Units, effect.Lanes, effect.Digest)
            ? null
            : new("readings.effect", "打开页面以后情况有了变化，影响与刚才显示的不同。请再看一遍影响，然后登记。");
}

/// <summary>答复待明确事项: the issuer says how its own words are to be read. An answer is known from its day on and holds for the whole edition.</summary>
public static class ReadingProcedure
{
    /// <summary>答复待明确事项.</summary>
    public static readonly Permission Answer = new("readings.answer", "答复待明确事项");

    /// <summary>The most things an answer names: more than any district has townships.</summary>
    public const int MostNames = 100;

    /// <summary>The longest name of one, in characters.</summary>
    public const int LongestName = 30;

    /// <summary>The table.</summary>
    public static readonly Procedure<ReadingAnswer, ReadingState, ReadingFact> Table = new Procedure<
        ReadingAnswer,
        ReadingState,
        ReadingFact
    >("readings", "待明确事项", "清单由发布单位解释", answer => answer.State, After)
        .State(ReadingState.Answered, "已答复")
        .State(ReadingState.Withdrawn, "答复已撤回")
        .Knows<IssuersKnowledge>()
        .Registers()
        .Opens<AnswerReading>(
            "登记答复",
            [ReadingState.Answered],
            Answer,
            (act, occasion) => Answered(act, act.Edition!, act.Reading!, occasion),
            IssuerAnswers,
            ReadingIsThere,
            NotAnsweredBefore
        )
        .Checks<AnswerReading>((_, act, occasion) => Fits(act, act.Reading!, occasion))
        .Step<ChangeAnswer>(
            "改变答复",
            [ReadingState.Answered, ReadingState.Withdrawn],
            [ReadingState.Answered],
            Answer,
            (answer, act, occasion) => Answered(act, answer.Edition, answer.Reading, occasion),
            SaysSomethingElse
        )
        .Checks<ChangeAnswer>((answer, act, occasion) => Fits(act, answer!.Reading, occasion))
        .Step<WithdrawAnswer>(
            "撤回答复",
            [ReadingState.Answered],
            [ReadingState.Withdrawn],
            Answer,
            (_, act, occasion) => new AnswerWithdrawn(act.By!, act.Units, act.Lanes, occasion.Day),
            WithdrawalWasShown
        )
        .Checks<WithdrawAnswer>((_, act, _) => Issuer.PaperIsNamed(act));

    private static Refusal? IssuerAnswers(AnswerReading act, Occasion occasion) => Issuer.IsTheIssuer(occasion);

    private static Refusal? ReadingIsThere(AnswerReading act, Occasion occasion) =>
        act.Reading is { } reading && Issuer.Known(occasion).List?.Readings.ContainsKey(reading) == true
            ? null
            : new("readings.unknown", "清单里没有这个待明确事项，请从列表里选择。", Field: nameof(act.Reading));

    private static Refusal? NotAnsweredBefore(AnswerReading act, Occasion occasion) =>
        act.Reading is { } reading && Issuer.Known(occasion).Taken.Contains(reading)
            ? new("readings.again", "这一项已经答复过；要改变的，请打开原来的答复。")
            : null;

    private static Refusal? SaysSomethingElse(ReadingAnswer answer, ChangeAnswer act, Occasion occasion) =>
        answer.Given[^1] is { Option: { } option } last && option == act.Option && last.Names.SequenceEqual(act.Names)
            ? new("readings.same", "与现在的答复相同，不用再登记。", Field: nameof(act.Option))
            : null;

    private static Refusal? WithdrawalWasShown(ReadingAnswer answer, WithdrawAnswer act, Occasion occasion) =>
        Issuer.EffectIsTheOneShown(act, occasion);

    private static IEnumerable<Refusal> Fits(AnsweringAct act, string reading, Occasion occasion)
    {
        var known = Issuer.Known(occasion);
        var option = act.Option is { } id ? known.List!.Readings[reading].Option(id) : null;
        if (option is null)
        {
            yield return new("readings.option", "请选择怎样读。", Field: nameof(act.Option));
            yield break;
        }

        if (!option.IsWritten)
        {
            yield return new(
                "readings.unwritten",
                "清单数据里还没有写明这样读怎么计算，请先补写清单文件，再答复。",
                Field: nameof(act.Option)
            );
        }

        if (Named(act, option, known) is { } wrong)
        {
            yield return wrong;
        }

        foreach (var refusal in Issuer.PaperIsNamed(act))
        {
            yield return refusal;
        }

        if (Issuer.EffectIsTheOneShown(act, occasion) is { } moved)
        {
            yield return moved;
        }
    }

    private static Refusal? Named(AnsweringAct act, ReadingOption option, IssuersKnowledge known) =>
        option.Asks switch
        {
            _ when act.Names.Length > MostNames || act.Names.Any(name => name.Length > LongestName) => new(
                "readings.names",
                $"最多写{MostNames}个名称，每个{LongestName}字以内。",
                Field: nameof(act.Names)
            ),
            null => act.Names.IsEmpty ? null : new("readings.names", "这个读法不需要另写名称。", Field: nameof(act.Names)),
            { Exactly: { } number } when act.Names.Distinct().Count() != number => new(
                "readings.names",
                $"这个读法要写明{number}个不同的名称。",
                Field: nameof(act.Names)
            ),
            _ when act.Names.IsEmpty => new("readings.names", "请写明具体是哪些。", Field: nameof(act.Names)),
            { Townships: true } when act.Names.Any(code => known.Register.Find(code) is not { Id.Length: 9 }) => new(
                "readings.names",
                "请从名册里的镇街中选择。",
                Field: nameof(act.Names)
            ),
            _ => null,
        };

    private static ReadingAnswered Answered(AnsweringAct act, string edition, string reading, Occasion occasion) =>
        new(edition, reading, act.Option!, act.Names, act.By!, act.Units, act.Lanes, occasion.Day);

    private static ReadingAnswer After(ReadingAnswer? before, ReadingFact fact) =>
        fact switch
        {
            ReadingAnswered said => (before ?? new()) with
            {
                State = ReadingState.Answered,
                Edition = said.Edition,
                Reading = said.Reading,
                Given = [.. before?.Given ?? [], new(said.On, said.Option, said.Names, said.By, said.Units, said.Lanes)],
            },
            AnswerWithdrawn withdrawn => before! with
            {
                State = ReadingState.Withdrawn,
                Given = before.Given.Add(new(withdrawn.On, null, [], withdrawn.By, withdrawn.Units, withdrawn.Lanes)),
            },
            _ => throw new InvalidOperationException($"No such fact: {fact.GetType().Name}."),
        };
}

/// <summary>清单生效: the issuer puts an edition in force that was carried over from the year before (沿用草案 → 生效). Until then nothing of it is shown red.</summary>
public static class EditionProcedure
{
    /// <summary>使清单生效.</summary>
    public static readonly Permission Issue = new("editions.issue", "使清单生效");

    /// <summary>The table.</summary>
    public static readonly Procedure<EditionIssue, EditionIssueState, EditionFact> Table = new Procedure<
        EditionIssue,
        EditionIssueState,
        EditionFact
    >("editions", "清单生效", "清单由发布单位印发", issue => issue.State, After)
        .State(EditionIssueState.InForce, "生效")
        .State(EditionIssueState.Withdrawn, "生效已撤回")
        .Knows<IssuersKnowledge>()
        .Registers()
        .Opens<PutInForce>(
            "使清单生效",
            [EditionIssueState.InForce],
            Issue,
            (act, occasion) => new EditionPutInForce(act.Edition!, act.From!.Value, act.By!, act.Units, act.Lanes, occasion.Day),
            IssuerIssues,
            EditionIsCarried,
            NotIssuedBefore
        )
        .Checks<PutInForce>((_, act, occasion) => Dated(act, act.From, occasion))
        .Step<PutInForceAgain>(
            "改变生效日",
            [EditionIssueState.InForce, EditionIssueState.Withdrawn],
            [EditionIssueState.InForce],
            Issue,
            (issue, act, occasion) => new EditionPutInForce(issue.Edition, act.From!.Value, act.By!, act.Units, act.Lanes, occasion.Day),
            DayIsAnother
        )
        .Checks<PutInForceAgain>((_, act, occasion) => Dated(act, act.From, occasion))
        .Step<WithdrawEdition>(
            "撤回生效",
            [EditionIssueState.InForce],
            [EditionIssueState.Withdrawn],
            Issue,
            (_, act, occasion) => new EditionWithdrawn(act.By!, act.Units, act.Lanes, occasion.Day),
            WithdrawalWasShown
        )
        .Checks<WithdrawEdition>((_, act, _) => Issuer.PaperIsNamed(act));

    private static Refusal? IssuerIssues(PutInForce act, Occasion occasion) => Issuer.IsTheIssuer(occasion);

    private static Refusal? EditionIsCarried(PutInForce act, Occasion occasion) =>
        Issuer.Known(occasion).List is not { } list
            ? new("editions.unknown", "没有这一版清单，请从列表里选择。", Field: nameof(act.Edition))
        : list.Status == EditionStatus.Carried || Issuer.Known(occasion).Taken.Contains(list.Edition) ? null
        : new("editions.settled", "这一版清单不是沿用草案，不用另外生效。");

    private static Refusal? NotIssuedBefore(PutInForce act, Occasion occasion) =>
        act.Edition is { } edition && Issuer.Known(occasion).Taken.Contains(edition)
            ? new("editions.again", "这一版已经登记过；要改变的，请打开原来的登记。")
            : null;

    private static Refusal? DayIsAnother(EditionIssue issue, PutInForceAgain act, Occasion occasion) =>
        act.From is { } from && issue.Given[^1].From == from
            ? new("editions.same", "与现在的生效日相同，不用再登记。", Field: nameof(act.From))
            : null;

    private static Refusal? WithdrawalWasShown(EditionIssue issue, WithdrawEdition act, Occasion occasion) =>
        Issuer.EffectIsTheOneShown(act, occasion);

    private static IEnumerable<Refusal> Dated(IssuersAct act, DateOnly? from, Occasion occasion)
    {
        var list = Issuer.Known(occasion).List!;
        if (from is not { } day || !list.InForce.Contains(day))
        {
            yield return new("editions.day", $"请写施行日，应在清单的{list.Year}年之内。", Field: nameof(PutInForce.From));
            yield break;
        }

        foreach (var refusal in Issuer.PaperIsNamed(act))
        {
            yield return refusal;
        }

        if (Issuer.EffectIsTheOneShown(act, occasion) is { } moved)
        {
            yield return moved;
        }
    }

    private static EditionIssue After(EditionIssue? before, EditionFact fact) =>
        fact switch
        {
            EditionPutInForce said => (before ?? new()) with
            {
                State = EditionIssueState.InForce,
                Edition = said.Edition,
                Given = [.. before?.Given ?? [], new(said.On, said.From, said.By, said.Units, said.Lanes)],
            },
            EditionWithdrawn withdrawn => before! with
            {
                State = EditionIssueState.Withdrawn,
                Given = before.Given.Add(new(withdrawn.On, null, withdrawn.By, withdrawn.Units, withdrawn.Lanes)),
            },
            _ => throw new InvalidOperationException($"No such fact: {fact.GetType().Name}."),
        };
}
