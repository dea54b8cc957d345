using System.Collections.Immutable;
using System.Globalization;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.App.TaskLists;
using Cunju.Core.Attestations;
using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.TaskLists;
using Microsoft.EntityFrameworkCore;
using Attest = Cunju.Core.TaskLists.Shapes.Attest;

namespace Cunju.App.Attestations;

/// <summary>All qualitative measures of a unit, each with its attestation if there is one.</summary>
/// <param name="Year">The year they are about.</param>
/// <param name="Rows">Every measure the unit owes, with its attestation.</param>
/// <param name="New">Where a new one is written; null when this person may not.</param>
/// <param name="YearBefore">The year before, when it has a list of its own.</param>
public sealed record AttestationList(
    int Year,
    ImmutableArray<(Obligation Obligation, Attestation? Attestation)> Rows,
    string? New,
    int? YearBefore
);

/// <summary>The form of a report.</summary>
/// <param name="Form">What was typed.</param>
/// <param name="Obligation">The measure; null when the address named none.</param>
/// <param name="List">The list.</param>
/// <param name="Step">The step.</param>
/// <param name="Action">Where it is posted.</param>
/// <param name="Seen">The version shown.</param>
/// <param name="Beside">Records worth laying beside the report: what was really done this year.</param>
public sealed record ReportForm(
    FormState Form,
    Obligation Obligation,
    TaskList List,
    Step Step,
    string Action,
    int Seen,
    ImmutableArray<Record> Beside
)
{
    /// <summary>The reviewer's checklist.</summary>
    public ImmutableArray<string> Rubric => ((Attest)Obligation.Shape).Rubric;

    /// <summary>The ratings as a choice.</summary>
    public static IEnumerable<(string Value, string Title)> Ratings =>
        Enum.GetValues<Rating>().Select(rating => (rating.ToString(), rating.Title()));

    /// <summary>Kinds of proof, a photo last.</summary>
    public IEnumerable<(string Value, string Title)> Proof =>
        List
            .Titles.Where(title => List.Proofs.Contains(title.Key))
            .OrderBy(title => title.Key == "photo")
            .ThenBy(title => !(Obligation.Evidence.AllOf.Contains(title.Key) || Obligation.Evidence.AnyOf.Contains(title.Key)))
            .ThenBy(title => title.Key, StringComparer.Ordinal)
            .Select(title => (title.Key, title.Value));
}

/// <summary>One attestation: the unit's words, the reviewer's words, and the forms that are open to the person.</summary>
public sealed record AttestationView(
    Attestation Attestation,
    Obligation? Obligation,
    TaskList List,
    string? Text,
    string? Opinion,
    ImmutableArray<Record> Beside,
    ReportForm? Revision,
    FormState? Review
);

/// <summary>Pages of attestations.</summary>
public static class AttestationPages
{
    private static readonly Procedure<Attestation, AttestationState, AttestationFact> Table = AttestationProcedure.Table;
    private static readonly Step Reporting = Table.Steps.Single(step => step.Act == typeof(ReportOnObligation));
    private static readonly Step Revising = Table.Steps.Single(step => step.Act == typeof(ReviseReport));

    /// <summary>The reviewer's step.</summary>
    public static readonly Step Reviewing = Table.Steps.Single(step => step.Act == typeof(ReviewReport));

    /// <summary>Hangs them.</summary>
    public static void Map(Pages pages)
    {
        pages.Index(Table, Index);
        pages.Opening<ReportOnObligation>(Table, Opening);
        pages.Case<Attestation>(Table, Case);
        pages.Unit(
            $"{Table.Name}/{{number}}/files/{{digest}}",
            async (visit, unit) =>
            {
                var (number, digest) = ((string?)visit.Http.GetRouteValue("number"), (string?)visit.Http.GetRouteValue("digest"));
                // A report is handed to the reviewer with everything that came along.
                return
                    await visit.Db.FindAsync<Attestation>([unit.Id, number!], visit.Cancel) is { } attestation
                    && attestation.Files.Contains(digest!)
                    ? await StoredFiles.Answer(visit, unit, digest!)
                    : Pages.NotFound();
            }
        );
    }

    /// <summary>What waits for this organisation's review, the oldest first.</summary>
    public static async Task<IReadOnlyList<Awaiting>> Inbox(Visit visit, Unit reviewer)
    {
        var below = visit.Register.Under(reviewer.Id, visit.Today).ToDictionary(unit => unit.Id);
        if (below.Count == 0 || !visit.May(Reviewing, below.Values.First()))
        {
            return [];
        }

        var codes = below.Keys.ToArray();
        var waiting = await visit
            .Db.Set<Attestation>()
            .AsNoTracking()
            .Where(attestation => attestation.State == AttestationState.UnderReview && codes.Contains(attestation.Unit))
            .OrderBy(attestation => attestation.ReportedOn)
            .ThenBy(attestation => attestation.Unit)
            .ToListAsync(visit.Cancel);
        return
        [
            .. waiting.Select(report => new Awaiting(
                $"/{report.Unit}/attestations/{report.Number}",
                below[report.Unit],
                visit.Cell.ListFor(below[report.Unit], report.Year).Find(report.Obligation)?.Title ?? report.Obligation,
                report.ReportedOn
            )),
        ];
    }

    private static Task<IResult> Index(Visit visit, Unit unit) =>
        Index(visit, unit, ListOf(visit, unit, visit.Http.Request.Query["year"].ToString()));

    private static async Task<IResult> Index(Visit visit, Unit unit, TaskList list)
    {
        var made = await visit
            .Db.Set<Attestation>()
            .AsNoTracking()
            .Where(attestation => attestation.Unit == unit.Id && attestation.Year == list.Year)
            .ToDictionaryAsync(attestation => attestation.Obligation, visit.Cancel);
        var rows = AttestationProcedure
            .OwedBy(list, unit, DayOf(visit, list))
            .Select(obligation => (obligation, made.GetValueOrDefault(obligation.Id)));
        var address = visit.May(Reporting, unit) ? $"/{unit.Id}/{Table.Name}/new/{Reporting.Verb}?Year={list.Year}" : null;
        var before = visit.Cell.ListFor(unit, list.Year - 1).Year;
        return Show.Page<AttestationIndex, AttestationList>(
            visit,
            $"自评 · {unit.ShortNameOn(visit.Today)}",
            new(list.Year, [.. rows], address, before < list.Year ? before : null)
        );
    }

    /// <summary>The list of the year that was named, else that of the day.</summary>
    private static TaskList ListOf(Visit visit, Unit unit, string? year) =>
        int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var named)
            ? visit.Cell.ListFor(unit, named)
            : visit.Cell.ListFor(unit, visit.Today);

    /// <summary>Today, or the last day of a list whose year is over.</summary>
    private static DateOnly DayOf(Visit visit, TaskList list) => list.InForce.Last < visit.Today ? list.InForce.Last : visit.Today;

    private static async Task<IResult> Opening(Visit visit, Unit unit, FormState form)
    {
        var list = ListOf(visit, unit, form["Year"]);
        var owed = AttestationProcedure.OwedBy(list, unit, DayOf(visit, list));
        if (owed.FirstOrDefault(obligation => obligation.Id == form["Obligation"]) is not { } chosen)
        {
            return form.Problems.IsEmpty ? Results.Redirect($"/{unit.Id}/{Table.Name}") : await Index(visit, unit, list);
        }

        var action = $"/{unit.Id}/{Table.Name}/new/{Reporting.Verb}";
        return Show.Page<ReportPage, ReportForm>(
            visit,
            $"自评：{chosen.Title}",
            new(form, chosen, list, Reporting, action, 0, await Beside(visit, unit, chosen, list))
        );
    }

    private static async Task<IResult> Case(Visit visit, Unit unit, Attestation attestation, FormState? form)
    {
        var list = visit.Cell.ListFor(unit, attestation.Year);
        var obligation = list.Find(attestation.Obligation);
        var text = await Words(visit, attestation.Text);
        var beside = obligation is null ? [] : await Beside(visit, unit, obligation, list);
        var action = $"/{unit.Id}/{Table.Name}/{attestation.Number}";
        var mayRevise =
            obligation is { Shape: Attest }
            && visit.May(Revising, unit)
            && Revising.From.Contains(attestation.State.ToString())
            && !(attestation.State == AttestationState.Approved && attestation.Rating == Rating.Done);
        var revision = mayRevise
            ? new ReportForm(
                form?.Verb == Revising.Verb ? form : Typed(attestation, text),
                obligation!,
                list,
                Revising,
                $"{action}/{Revising.Verb}",
                attestation.Version,
                beside
            )
            : null;
        var review =
            attestation.State != AttestationState.UnderReview || !visit.May(Reviewing, unit) ? null
            : form?.Verb == Reviewing.Verb ? form
            : FormState.Empty(Reviewing.Verb);
        return Show.Page<AttestationPage, AttestationView>(
            visit,
            $"自评：{obligation?.Title ?? attestation.Number} · {unit.ShortNameOn(visit.Today)}",
            new(attestation, obligation, list, text, await Words(visit, attestation.Opinion), beside, revision, review)
        );
    }

    /// <summary>The records of the list's year that speak for or against the report; the platform lays them beside it and does not judge.</summary>
    private static async Task<ImmutableArray<Record>> Beside(Visit visit, Unit unit, Obligation obligation, TaskList list)
    {
        var kinds = ((Attest)obligation.Shape).CorroboratedBy;
        if (kinds.IsEmpty)
        {
            return [];
        }

        var book = await Cell.RecordsFor(visit.Db, visit.Register, unit, list, visit.Cancel);
        return [.. book.Of(unit.Id).Where(record => kinds.Contains(record.Kind) && record.On.Year == list.Year)];
    }

    private static async Task<string?> Words(Visit visit, AsideRef? aside) =>
        aside is null
            ? null
            : (await visit.Db.Asides.AsNoTracking().FirstOrDefaultAsync(row => row.Id == aside.Id, visit.Cancel))?.Text
                ?? "（文字已按规定删除）";

    private static FormState Typed(Attestation attestation, string? text)
    {
        var form = FormState
            .Empty(Revising.Verb)
            .With(nameof(ReportingAct.Rating), attestation.Rating.ToString())
            .With(nameof(ReportingAct.Text), text ?? "")
            .With(nameof(ReportingAct.Evidence), [.. attestation.Evidence]);
        foreach (var (line, said) in attestation.Answers.Index())
        {
            form = form.With($"Answers[{line}].Said", said?.ToString() ?? "");
        }

        return form;
    }
}
