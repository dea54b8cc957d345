using System.Collections.Immutable;
using Cunju.Core.Procedures;

namespace Cunju.Core.Assemblies;

/// <summary>From what a person typed to what the journal keeps: counts by type, judgements, results, and texts put beside.</summary>
public static class MeetingAccount
{
    /// <summary>The judge for the day of the meeting and the kind the unit was then.</summary>
    public static Judging JudgingOn(this Occasion occasion, DateOnly day) => new(occasion.Law, occasion.Unit.KindOn(day), day);

    /// <summary>How each ticked type is judged.</summary>
    public static ImmutableArray<QuorumJudgement> Quorum(HeldAct act, Judging judging, int? noticeDays = null) =>
        [
            .. act
                .Types.Distinct()
                .Order()
                .Select(type =>
                    judging.Quorum(
                        type,
                        act.Mode,
                        EligibleOf(act, type) - (type == MeetingType.ResidentsAssembly ? Deducted(act) : 0),
                        PresentOf(act, type),
                        act.NoticeDays ?? noticeDays
                    )
                ),
        ];

    /// <summary>应到 of a type, before deductions: its own count or the common one.</summary>
    public static int? EligibleOf(HeldAct act, MeetingType type) =>
        act.Counts.FirstOrDefault(row => row.Type == type) is { } own ? Bounded(own.Eligible) : Bounded(act.Eligible);

    /// <summary>实到 of a type.</summary>
    public static int PresentOf(HeldAct act, MeetingType type) =>
        Bounded(act.Counts.FirstOrDefault(row => row.Type == type) is { } own ? own.Present : act.Present) ?? 0;

    /// <summary>不计入总数的人数.</summary>
    public static int Deducted(HeldAct act) =>
        (Bounded(act.AwayUnreached) ?? 0) + (Bounded(act.AwayUnable) ?? 0) + (Bounded(act.Incapable) ?? 0);

    /// <summary>A number out of bounds is refused by one guard while the others still reckon with it; none of them may overflow.</summary>
    private static int? Bounded(int? said) => said is { } number ? Math.Clamp(number, 0, MeetingRules.MostPeople) : null;

    /// <summary>The types that decide an item: the one that was named, else all that share the common count, else all.</summary>
    public static ImmutableArray<MeetingType> BodiesOf(HeldAct act, AgendaRow row)
    {
        if (row.Body is { } named)
        {
            return [named];
        }

        ImmutableArray<MeetingType> common = [.. act.Types.Distinct().Order().Where(type => !act.Counts.Any(own => own.Type == type))];
        return common.Length > 0 ? common : [.. act.Types.Distinct().Order()];
    }

    /// <summary>How people voted: what was said, else counted when votes were typed, else not at all.</summary>
    public static VoteMethod MethodOf(AgendaRow row) =>
        row.Vote ?? (row.For is null && row.Against is null && row.Abstain is null ? VoteMethod.NoVote : VoteMethod.ShowOfHands);

    /// <summary>What the journal keeps, and the texts beside it.</summary>
    public static (Proceedings Proceedings, ImmutableArray<Aside> Asides) Of(HeldAct act, Occasion occasion, Announcement? notice = null)
    {
        var day = act.Day!.Value;
        var judging = occasion.JudgingOn(day);
        var noticeDays = act.NoticeDays ?? (notice is null ? null : Math.Max(0, day.DayNumber - notice.NoticeOn.DayNumber));
        var quorum = Quorum(act, judging, noticeDays);
        var asides = ImmutableArray.CreateBuilder<Aside>();
        var proceedings = new Proceedings
        {
            Types = [.. act.Types.Distinct().Order()],
            Kind = judging.Kind,
            Day = day,
            Start = act.Start,
            Place = Beside("place", act.Place),
            Mode = act.Types.Any(judging.AsksMode) ? act.Mode : null,
            Eligible = act.Eligible,
            Present = act.Present!.Value,
            Women = act.Women,
            Excluded = new(act.AwayUnreached ?? 0, act.AwayUnable ?? 0, act.Incapable ?? 0),
            Observers = [.. act.Observers.Distinct().Order()],
            Agenda = [.. act.Agenda.Select(row => ItemOf(act, row, Beside("motion", row.Motion)!, judging, quorum))],
            NoticeDays = noticeDays,
            Quorum = quorum,
            Minutes = Beside("minutes", act.Minutes),
            Chair = Beside("name", act.Chair),
            Recorder = Beside("name", act.Recorder),
            SignIn = act.SignIn,
        };
        return (proceedings, asides.ToImmutable());

        AsideRef? Beside(string topic, string? text) => MeetingAccount.Beside(asides, occasion, topic, text);
    }

    /// <summary>What the journal keeps of a notice, and the texts beside it.</summary>
    public static (Announcement Notice, ImmutableArray<Aside> Asides) Of(AnnounceMeeting act, Occasion occasion)
    {
        var asides = ImmutableArray.CreateBuilder<Aside>();
        var notice = new Announcement
        {
            Types = [.. act.Types.Distinct().Order()],
            Kind = occasion.Unit.KindOn(act.Day!.Value),
            Day = act.Day.Value,
            Start = act.Start,
            Place = Beside(asides, occasion, "place", act.Place),
            Topics = [.. TopicsOf(act).Select(topic => Beside(asides, occasion, "motion", topic)!)],
            NoticeOn = act.NoticeOn ?? occasion.Day,
        };
        return (notice, asides.ToImmutable());
    }

    /// <summary>What a notice says will be talked about, one a line.</summary>
    public static ImmutableArray<string> TopicsOf(AnnounceMeeting act) =>
        [.. (act.Topics ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Lays a text beside the journal; the journal gets its digest.</summary>
    private static AsideRef? Beside(ImmutableArray<Aside>.Builder asides, Occasion occasion, string topic, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        asides.Add(occasion.Aside(topic, text.Trim()));
        return asides[^1].Reference;
    }

    private static AgendaItem ItemOf(HeldAct act, AgendaRow row, AsideRef motion, Judging judging, ImmutableArray<QuorumJudgement> quorum)
    {
        var method = MethodOf(row);
        var kind = row.Kind ?? AgendaKind.General;
        ImmutableArray<QuorumJudgement> bodies =
        [
            .. BodiesOf(act, row).Select(type => quorum.First(judged => judged.Type == type)).Where(judged => judged.IsValid),
        ];
        if (method == VoteMethod.NoVote || bodies.Length == 0)
        {
            return new(kind, motion, VoteMethod.NoVote, null, null, null, [], VoteResult.NoVote, null, null, false);
        }

        var votes = method == VoteMethod.Unanimous && row.For is null ? bodies.Min(body => body.Present) : row.For ?? 0;
        var (result, least, source, custom) = judging.Vote(votes, bodies);
        return new(
            kind,
            motion,
            method,
            votes,
            row.Against ?? 0,
            row.Abstain ?? 0,
            [.. bodies.Select(body => body.Type)],
            result,
            least,
            source,
            custom
        );
    }
}
