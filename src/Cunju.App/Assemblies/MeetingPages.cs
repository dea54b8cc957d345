using System.Collections.Immutable;
using System.Globalization;
using Cunju.App.Printing;
using Cunju.App.Shell;
using Cunju.Core.Assemblies;
using Cunju.Core.Calendars;
using Cunju.Core.Documents;
using Cunju.Core.Places;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Assemblies;

/// <summary>会议的网页: the year's list, the one-page record, the notice, the case and its papers.</summary>
public static class MeetingPages
{
    private const string Number = "{number:regex(^[0-9]{{4}}-[0-9]{{3,}}$)}";

    /// <summary>Hangs the pages.</summary>
    public static void Map(Pages pages)
    {
        pages.Index(Meetings.Procedure, List);
        pages.Opening<RecordMeeting>(Meetings.Procedure, Record);
        pages.Opening<AnnounceMeeting>(Meetings.Procedure, Announce);
        pages.Case<Meeting>(Meetings.Procedure, Show);
        pages.Unit($"meetings/{Number}/minutes", (visit, unit) => Paper(visit, unit, MinutesOf));
        pages.Unit($"meetings/{Number}/minutes.docx", (visit, unit) => File(visit, unit, MinutesOf, "会议记录"));
        pages.Unit($"meetings/{Number}/notice", (visit, unit) => Paper(visit, unit, NoticeOf));
        pages.Unit($"meetings/{Number}/notice.docx", (visit, unit) => File(visit, unit, NoticeOf, "会议通知"));
        pages.Unit($"meetings/{Number}/sign-in", (visit, unit) => Paper(visit, unit, SignInOf));
        pages.Unit($"meetings/{Number}/sign-in.docx", (visit, unit) => File(visit, unit, SignInOf, "签到册"));
        pages.Unit($"meetings/{Number}/files/{{digest:regex(^[0-9a-f]{{{{64}}}}$)}}", Scan);
    }

    private static async Task<IResult> List(Visit visit, Unit unit)
    {
        var query = visit.Http.Request.Query;
        var year =
            int.TryParse(query["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked is >= 2000 and <= 2100
                ? asked
                : visit.Today.Year;
        MeetingType? type = Enum.TryParse<MeetingType>(query["type"], out var wanted) && Enum.IsDefined(wanted) ? wanted : null;
        var first = new DateOnly(year, 1, 1);
        var last = new DateOnly(year, 12, 31);
        var all = await visit
            .Db.Set<Meeting>()
            .Where(meeting => meeting.Unit == unit.Id && meeting.Day >= first && meeting.Day <= last)
            .OrderByDescending(meeting => meeting.Day)
            .ThenByDescending(meeting => meeting.Number)
            .ToListAsync(visit.Cancel);
        var model = new MeetingYear(
            unit,
            year,
            type,
            [.. all.Where(meeting => type is null || meeting.Types.Contains(type.Value))],
            await TextsOf(visit, [.. all.Where(meeting => IsOpen(visit, meeting))]),
            [.. MeetingTypes.All.Select(words => words.Type).Where(candidate => all.Any(meeting => meeting.Types.Contains(candidate)))],
            visit.May(Step<RecordMeeting>(), unit)
        );
        return Shell.Show.Page<MeetingList, MeetingYear>(visit, $"{year}年会议 · {unit.ShortNameOn(visit.Today)}", model);
    }

    private static async Task<IResult> Record(Visit visit, Unit unit, FormState form)
    {
        var habits = await Habits.Of(visit, unit);
        if (HttpMethods.IsGet(visit.Http.Request.Method))
        {
            form = habits.Preset(form, visit.Today);
        }

        return Shell.Show.Page<RecordPage, HeldForm>(
            visit,
            "记一次会议",
            new(unit, unit.KindOn(visit.Today), Step<RecordMeeting>(), $"/{unit.Id}/meetings/new/record-meeting", 0, form, habits)
        );
    }

    private static async Task<IResult> Announce(Visit visit, Unit unit, FormState form)
    {
        if (HttpMethods.IsGet(visit.Http.Request.Method))
        {
            form = form["NoticeOn"].Length > 0 ? form : form.With("NoticeOn", Text(visit.Today));
            var habits = await Habits.Of(visit, unit);
            form = form["Place"].Length > 0 || habits.PlaceOf(habits.Last) is not { } place ? form : form.With("Place", place);
        }

        return Shell.Show.Page<AnnouncePage, AnnounceForm>(
            visit,
            "发会议通知",
            new(unit, unit.KindOn(visit.Today), Step<AnnounceMeeting>(), form)
        );
    }

    private static async Task<IResult> Show(Visit visit, Unit unit, Meeting meeting, FormState? form)
    {
        var own = visit.Actor!.Organisation == unit.Id;
        if (!IsOpen(visit, meeting))
        {
            var title = $"{meeting.Types.Titles(unit.KindOn(meeting.Day))} {ChinaTime.Say(meeting.Day)}";
            return Shell.Show.Page<UnsignedPage, UnsignedMeeting>(visit, title, new(unit, meeting.Types, meeting.Day));
        }

        var texts = await TextsOf(visit, meeting);
        var asked = form?.Verb ?? visit.Http.Request.Query["do"].ToString();
        var step = Meetings.Procedure.Steps.FirstOrDefault(step =>
            !step.Opens && step.Verb == asked && step.From.Contains(meeting.State.ToString()) && May(visit, step, unit, meeting)
        );
        HeldForm? held = null;
        if (step is not null && step.Act.IsSubclassOf(typeof(HeldAct)))
        {
            var habits = await Habits.Of(visit, unit);
            form ??= Filled(meeting, texts, step.Verb, habits, visit.Today);
            held = new(
                unit,
                unit.KindOn(visit.Today),
                step,
                $"/{unit.Id}/meetings/{meeting.Number}/{step.Verb}",
                meeting.Version,
                form,
                habits
            );
        }

        var lines = await visit
            .Db.Journal.Where(line => line.Unit == unit.Id && line.Procedure == "meetings" && line.Number == meeting.Number)
            .OrderBy(line => line.Version)
            .Select(line => new HistoryLine(line.Moment, line.Fact, line.Organisation))
            .ToListAsync(visit.Cancel);
        var board = await Boards.Question.Ask(visit, unit);
        var model = new MeetingCase(
            unit,
            meeting,
            texts,
            own,
            [.. lines],
            [.. board.Book.Of(unit.Id).Where(record => board.CaseOf(record.Id) == $"/{unit.Id}/meetings/{meeting.Number}")],
            board,
            await PartyStudy(visit, meeting),
            [
                .. Meetings.Procedure.Steps.Where(candidate =>
                    !candidate.Opens && candidate.From.Contains(meeting.State.ToString()) && May(visit, candidate, unit, meeting)
                ),
            ],
            step,
            form ?? FormState.Empty(step?.Verb ?? ""),
            held
        );
        return Shell.Show.Page<CasePage, MeetingCase>(
            visit,
            $"{meeting.Types.Titles(unit.KindOn(meeting.Day))} {ChinaTime.Say(meeting.Day)}",
            model
        );
    }

    /// <summary>重大事项先经党组织研究: as far as this unit's own records of the last half-year show. A note, because the study may stand on paper elsewhere.</summary>
    private static async Task<string?> PartyStudy(Visit visit, Meeting meeting)
    {
        if (
            meeting.Proceedings is not { } held
            || !held.Agenda.Any(item => item is { Kind: AgendaKind.MajorMatter, Result: not VoteResult.NoVote })
            || !held.Types.Any(type => type is MeetingType.ResidentsAssembly or MeetingType.RepresentativesAssembly)
            || visit.Cell.Law.Rule("party.study-first", held.Kind, held.Day) is not { } rule
        )
        {
            return null;
        }

        var from = held.Day.AddMonths(-6);
        var before = await visit
            .Db.Set<Meeting>()
            .Where(other =>
                other.Unit == meeting.Unit && other.Day >= from && other.Day <= held.Day && other.State != MeetingState.Retracted
            )
            .ToListAsync(visit.Cancel);
        var studied = before.Any(other =>
            other.Proceedings is { } earlier
            && earlier.ValidTypes.Any(type => type is MeetingType.PartyBranchMeeting or MeetingType.PartyMembersMeeting)
            && earlier.Agenda.Any(item => item.Kind == AgendaKind.MajorMatter)
        );
        return studied ? null : $"重大事项应先经党组织研究讨论（{rule.Source}）。本系统里近半年没有查到这样的会议记录；开过的请补记。";
    }

    /// <summary>The form of an announced meeting, or of one to be corrected, with what is known of it.</summary>
    private static FormState Filled(Meeting meeting, MeetingTexts texts, string verb, Habits habits, DateOnly today)
    {
        var form = FormState.Empty(verb);
        if (meeting.Proceedings is { } held && verb == "correct-meeting")
        {
            var act = new CorrectMeeting
            {
                Types = held.Types,
                Day = held.Day,
                Start = held.Start,
                Place = texts.Of(held.Place),
                Mode = held.Mode,
                Eligible = held.Eligible,
                Present = held.Present,
                Women = held.Women,
                AwayUnreached = held.Excluded.Unreached > 0 ? held.Excluded.Unreached : null,
                AwayUnable = held.Excluded.Unable > 0 ? held.Excluded.Unable : null,
                Incapable = held.Excluded.Incapable > 0 ? held.Excluded.Incapable : null,
                Observers = held.Observers,
                Counts =
                [
                    .. held
                        .Quorum.Select(judged => new TypeCountRow
                        {
                            Type = judged.Type,
                            Eligible =
                                judged.Type == MeetingType.ResidentsAssembly && judged.Base is { } reduced
                                    ? reduced + held.Excluded.Total
                                    : judged.Base,
                            Present = judged.Present,
                        })
                        .Where(row => row.Eligible != held.Eligible || row.Present != held.Present),
                ],
                Agenda =
                [
                    .. held.Agenda.Select(item => new AgendaRow
                    {
                        Kind = item.Kind,
                        Motion = texts.Of(item.Motion),
                        Vote = item.Vote,
                        For = item.For,
                        Against = item.Against,
                        Abstain = item.Abstain,
                        Body = item.Bodies.Length == 1 && held.Types.Length > 1 ? item.Bodies[0] : null,
                    }),
                ],
                NoticeDays = held.NoticeDays,
                AsTalk = meeting.State == MeetingState.NotQuorate,
                Minutes = texts.Of(held.Minutes),
                Chair = texts.Of(held.Chair),
                Recorder = texts.Of(held.Recorder),
            };
            return form with { Values = ActReader.Fields(act) };
        }

        var notice = meeting.Notice!;
        var announced = new HoldMeeting
        {
            Types = notice.Types,
            Day = notice.Day <= today ? notice.Day : null,
            Start = notice.Start,
            Place = texts.Of(notice.Place),
            Agenda = [.. notice.Topics.Select(topic => new AgendaRow { Motion = texts.Of(topic) })],
        };
        return habits.Preset(form with { Values = ActReader.Fields(announced) }, notice.Day <= today ? notice.Day : today);
    }

    /// <summary>The texts of these meetings that have not been erased.</summary>
    internal static async Task<MeetingTexts> TextsOf(Visit visit, params Meeting[] meetings)
    {
        string[] ids = [.. meetings.SelectMany(MeetingTexts.Named).Select(text => text.Id).Distinct()];
        return new(
            await visit.Db.Asides.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Text, visit.Cancel)
        );
    }

    private static async Task<Document?> MinutesOf(Visit visit, Unit unit, Meeting meeting) =>
        meeting.Proceedings is null || meeting.State == MeetingState.Retracted
            ? null
            : MeetingPapers.Minutes(unit, meeting, await TextsOf(visit, meeting));

    private static async Task<Document?> NoticeOf(Visit visit, Unit unit, Meeting meeting) =>
        meeting.Notice is null ? null : MeetingPapers.Notice(unit, meeting, await TextsOf(visit, meeting));

    private static async Task<Document?> SignInOf(Visit visit, Unit unit, Meeting meeting)
    {
        var expected = meeting.Proceedings?.Eligible;
        if (expected is null)
        {
            expected = (await Habits.Of(visit, unit)).Eligible(meeting.Types[0], null, meeting.Day)?.Count;
        }

        return MeetingPapers.SignIn(unit, meeting, await TextsOf(visit, meeting), Math.Min(expected ?? 32, 400));
    }

    private static async Task<IResult> Paper(Visit visit, Unit unit, Func<Visit, Unit, Meeting, Task<Document?>> write)
    {
        if (await Written(visit, unit, write) is not { } written)
        {
            return Pages.NotFound();
        }

        var path = visit.Http.Request.Path.Value!;
        var back = $"/{unit.Id}/meetings/{written.Meeting.Number}";
        return Shell.Show.Paper<PrintedPaper, PaperView>(
            visit,
            written.Document.Title.Replace("\n", "", StringComparison.Ordinal),
            new(written.Document, back, $"{path}.docx", CheckedAt(visit, written.Meeting, write))
        );
    }

    private static async Task<IResult> File(Visit visit, Unit unit, Func<Visit, Unit, Meeting, Task<Document?>> write, string name)
    {
        if (await Written(visit, unit, write) is not { } written)
        {
            return Pages.NotFound();
        }

        return Results.File(
            DocxWriter.Write(written.Document, CheckedAt(visit, written.Meeting, write)),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            $"{name} {written.Meeting.Number}.docx"
        );
    }

    /// <summary>Where the code on a paper leads: to the public page, where there is one for what is announced and decided there, else to the unit's own. Minutes are
    /// printed before they are signed and read by others only afterwards, so the page need not be open yet.</summary>
    private static string? CheckedAt(Visit visit, Meeting meeting, Func<Visit, Unit, Meeting, Task<Document?>> paper) =>
        BaseAddress
            .Of(visit.Http)
            ?.At(
                paper != SignInOf && meeting.Types.Any(OpenMeetings.Types.Contains)
                    ? $"/{meeting.Unit}/open/meetings/{meeting.Number}"
                    : $"/{meeting.Unit}/meetings/{meeting.Number}"
            );

    /// <summary>A unit's own papers; those above see minutes only once they are signed, and no rolls.</summary>
    private static async Task<(Document Document, Meeting Meeting)?> Written(
        Visit visit,
        Unit unit,
        Func<Visit, Unit, Meeting, Task<Document?>> write
    )
    {
        var number = (string)visit.Http.Request.RouteValues["number"]!;
        if (
            await visit.Db.Set<Meeting>().FirstOrDefaultAsync(kept => kept.Unit == unit.Id && kept.Number == number, visit.Cancel)
                is not { } meeting
            || !IsOpen(visit, meeting)
            || await write(visit, unit, meeting) is not { } document
        )
        {
            return null;
        }

        return (document with { Practice = visit.Cell.Practice }, meeting);
    }

    /// <summary>A scan, for the unit itself, as a file to keep: it may show signatures.</summary>
    private static async Task<IResult> Scan(Visit visit, Unit unit)
    {
        var number = (string)visit.Http.Request.RouteValues["number"]!;
        var digest = (string)visit.Http.Request.RouteValues["digest"]!;
        var meeting = await visit
            .Db.Set<Meeting>()
            .FirstOrDefaultAsync(kept => kept.Unit == unit.Id && kept.Number == number, visit.Cancel);
        if (
            visit.Actor!.Organisation != unit.Id
            || meeting is null
            || !(meeting.Scans.Contains(digest) || meeting.Proceedings?.SignIn.Contains(digest) == true)
            || await visit.Db.Blobs.FirstOrDefaultAsync(kept => kept.Unit == unit.Id && kept.Digest == digest, visit.Cancel) is not { } blob
        )
        {
            return Pages.NotFound();
        }

        visit.Http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        var ending = blob.MediaType switch
        {
            "image/jpeg" => "jpg",
            "image/png" => "png",
            _ => "pdf",
        };
        return Results.File(blob.Bytes, blob.MediaType, $"{number}-{digest[..8]}.{ending}");
    }

    /// <summary>The types of meeting a person keeps, as choices of a form.</summary>
    public static IEnumerable<(string Value, string Title)> TypesFor(Visit visit, UnitKind kind) =>
        MeetingTypes
            .All.Where(words => Meetings.May(visit.Actor!, Meetings.Keep, words.Type))
            .Select(words => (words.Type.ToString(), words.Type.Title(kind)));

    /// <summary>Whether a person may see what a meeting came to: the unit itself at once, those above once it is signed.</summary>
    public static bool IsOpen(Visit visit, Meeting meeting) =>
        visit.Actor!.Organisation == meeting.Unit || meeting.State == MeetingState.Signed;

    private static bool May(Visit visit, Core.Procedures.Step step, Unit unit, Meeting meeting) =>
        visit.May(step, unit) && meeting.Types.All(type => Meetings.May(visit.Actor!, step.Permission, type));

    private static Core.Procedures.Step Step<TAct>() => Meetings.Procedure.Steps.First(step => step.Act == typeof(TAct));

    /// <summary>A day as forms write it.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>The meetings of a year.</summary>
public sealed record MeetingYear(
    Unit Unit,
    int Year,
    MeetingType? Type,
    ImmutableArray<Meeting> Meetings,
    MeetingTexts Texts,
    ImmutableArray<MeetingType> TypesHeld,
    bool MayRecord
);

/// <summary>What those above see of a meeting that is not signed.</summary>
public sealed record UnsignedMeeting(Unit Unit, ImmutableArray<MeetingType> Types, DateOnly Day);

/// <summary>The form about a meeting that was held.</summary>
public sealed record HeldForm(Unit Unit, UnitKind Kind, Core.Procedures.Step Step, string Action, int Seen, FormState Form, Habits Habits);

/// <summary>The form of a notice.</summary>
public sealed record AnnounceForm(Unit Unit, UnitKind Kind, Core.Procedures.Step Step, FormState Form);

/// <summary>One line of a case's history.</summary>
public sealed record HistoryLine(DateTime Moment, string Fact, string Organisation)
{
    /// <summary>What each fact of a meeting is called; a test asks that none is left out.</summary>
    public static readonly ImmutableDictionary<string, string> Titles = new Dictionary<string, string>
    {
        [nameof(MeetingAnnounced)] = "发出通知",
        [nameof(MeetingHeld)] = "记录会议",
        [nameof(MeetingPostponed)] = "延期",
        [nameof(MinutesSigned)] = "签字，决议编号生效",
        [nameof(MeetingCorrected)] = "更正",
        [nameof(MeetingRetracted)] = "撤回",
    }.ToImmutableDictionary();

    /// <summary>What happened, in a word.</summary>
    public string Title => Titles[Fact];
}

/// <summary>One meeting with everything a person may see of it.</summary>
public sealed record MeetingCase(
    Unit Unit,
    Meeting Meeting,
    MeetingTexts Texts,
    bool Own,
    ImmutableArray<HistoryLine> History,
    ImmutableArray<Core.Ledger.Record> Records,
    Boards.Question Asked,
    string? PartyStudy,
    ImmutableArray<Core.Procedures.Step> Steps,
    Core.Procedures.Step? Step,
    FormState Form,
    HeldForm? Held
);
