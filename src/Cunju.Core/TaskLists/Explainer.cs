using System.Collections.Immutable;
using System.Globalization;
using Cunju.Core.Calendars;
using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.TaskLists.Shapes;

namespace Cunju.Core.TaskLists;

/// <summary>为什么: says why an obligation of a unit stands where it stands. It listens to the very judging that <see cref="Evaluator"/> does.</summary>
public static class Explainer
{
    /// <summary>Explains one obligation; it has no lanes when the duty names other units.</summary>
    public static Explanation Explain(TaskList list, Register register, Unit unit, RecordBook records, Occurrence at, Obligation obligation)
    {
        Question question = new(list, obligation, unit, new(register, unit, records, at), at, new Reasons());
        return Explain(question, Evaluator.Concerns(obligation, unit) ? [.. Evaluator.Judge(question)] : []);
    }

    /// <summary>Explains what was judged while <see cref="Question.Why"/> listened.</summary>
    internal static Explanation Explain(Question question, IReadOnlyList<(Lane Lane, Verdict Verdict)> judged)
    {
        var (list, obligation) = (question.List, question.Obligation);
        var uncounted = Uncounted(question, judged, question.Why!);
        return new(
            question.Unit,
            obligation,
            question.At,
            [.. judged.Select(lane => ExplainLane(lane.Lane, lane.Verdict, question, uncounted[lane.Lane.Name]))],
            [.. obligation.Cite.Select(id => list.Sentences.GetValueOrDefault(id)).OfType<Sentence>()],
            [.. obligation.Shape.Settings(list).Select(setting => Use(setting.What, setting.Value, question))],
            [.. obligation.Reads.Select(id => list.Readings.GetValueOrDefault(id)).OfType<Reading>()]
        );
    }

    private static LaneExplanation ExplainLane(Lane lane, Verdict verdict, Question question, IEnumerable<RecordRemark> uncounted)
    {
        var isOpen = lane.Status is not (Status.Met or Status.MetLate or Status.NotApplicable);
        var missing = isOpen && !verdict.OutOfScope && verdict.Need > 0 ? question.Obligation.Shape.Missing(verdict) : null;
        ImmutableArray<RecordRemark> counted =
        [
            .. verdict.Counted.Select(record => new RecordRemark(record, [.. Evaluator.Remarks(record, verdict, question)])
            {
                Late = LateEntry.Say(record, verdict.Due),
            }),
        ];
        return new(
            lane,
            $"{lane.Status.Title()}：{Reason(lane, verdict, question)}。",
            counted,
            [.. uncounted],
            missing is not null && lane.Due is { } due
                ? $"{missing}，{(lane.Status == Status.Overdue ? "原定" : "")}{ChinaTime.Say(due)}前"
                : missing,
            Next(lane, question)
        )
        {
            Notes = [.. lane.Notes.Except(counted.SelectMany(remark => remark.Remarks), StringComparer.Ordinal)],
        };
    }

    /// <summary>The reason alone, without the status and the final 。</summary>
    internal static string Reason(Lane lane, Verdict verdict, Question question)
    {
        var obligation = question.Obligation;
        if (verdict.OutOfScope)
        {
            return "本单位没有这项任务";
        }

        if (lane.Notes.Contains(Words.BeforeFirstDay))
        {
            return $"{ChinaTime.Say(question.At.Since!.Value)}启用以前已经截止，不计";
        }

        if (lane.Status == Status.Undetermined && Evaluator.OpenReading(question) is { } reading)
        {
            return $"「{reading.About}」尚待发布单位明确（{reading.Id}），明确之前不下结论";
        }

        if (verdict.Need == 0 && verdict.Because is null && verdict.Due is null)
        {
            return lane.Status == Status.OnTrack ? "本年度还没有需要办理的事项" : "没有发生需要办理的事项";
        }

        var reason = verdict.Because ?? obligation.Shape.Say(verdict, question);
        return lane.Status switch
        {
            Status.OnTrack when lane.Opens > question.AsOf => $"{ChinaTime.Say(lane.Opens.Value)}起办理；{reason}",
            Status.AtRisk =>
                $"{reason}；最后一日{ChinaTime.Say(lane.Due!.Value)}，{(lane.Due == question.AsOf ? "就是这一天" : $"还有{lane.Due.Value.DayNumber - question.AsOf.DayNumber}天")}",
            Status.Overdue when lane.Due < question.AsOf => $"{reason}；{ChinaTime.Say(lane.Due!.Value)}已过",
            Status.MetLate when lane.Due is { } due => $"{reason}；完成在{ChinaTime.Say(due)}以后",
            _ => reason,
        };
    }

    /// <summary>下一步: what happens or is to be done next, and on which day.</summary>
    private static string? Next(Lane lane, Question question) =>
        lane.Status switch
        {
            _ when lane.IsPastMending => "再补办也不能改变；确有漏登的，补录后重新认定，其余留存说明",
            Status.OnTrack when lane.Opens > question.AsOf => $"{ChinaTime.Say(lane.Opens.Value)}起可以办理",
            Status.OnTrack when lane.Due >= question.AsOf => $"保持到{ChinaTime.Say(lane.Due.Value)}",
            Status.Due or Status.AtRisk when lane.Due is { } due => $"最迟{ChinaTime.Say(due)}办理",
            Status.Overdue => "尽快补办；已经办了没有登记的，补录即可，按发生日认定",
            Status.InReview => "等待上级审查",
            Status.Returned => "按退回意见补正后重新报送，多报的撤回",
            Status.Undetermined => "等待发布单位明确，或补全单位概况",
            _ => null,
        };

    /// <summary>Every record of the obligation's kinds that did not count, at the lane where a person would look for it.</summary>
    private static ILookup<string, RecordRemark> Uncounted(
        Question question,
        IReadOnlyList<(Lane Lane, Verdict Verdict)> judged,
        Reasons reasons
    )
    {
        var counted = judged.SelectMany(lane => lane.Verdict.Counted).Select(record => record.Id).ToHashSet(StringComparer.Ordinal);
        var passed = reasons
            .PassedOver.Where(entry => !counted.Contains(entry.Record.Id))
            .ToLookup(entry => entry.Record.Id, StringComparer.Ordinal);
        var remarks = new List<(string Lane, RecordRemark Remark)>();
        foreach (
            var record in question
                .Docket.Candidates(question.Obligation.Shape.Kinds)
                .Where(record => question.Obligation.Shape.IsMeant(record, question))
        )
        {
            if (counted.Contains(record.Id) || judged.Any(lane => lane.Lane.Name == record.Id))
            {
                continue;
            }

            var said = passed[record.Id].ToList();
            var home = said.Select(entry => entry.Lane).FirstOrDefault(lane => lane is not null);
            ImmutableArray<string> why = question.Docket.WhyUnseen(record) is { } unseen
                ? [unseen]
                :
                [
                    .. said.Select(entry => entry.Reason)
                        .Distinct(StringComparer.Ordinal)
                        .DefaultIfEmpty(OutsideEveryLane(record, question)),
                ];
            remarks.Add((HomeOf(record, home, judged), new(record, why) { Instead = question.Docket.InsteadOf(record) }));
        }

        remarks.AddRange(Neighbours(judged));
        return remarks.ToLookup(entry => entry.Lane, entry => entry.Remark, StringComparer.Ordinal);
    }

    /// <summary>The lane that was named, that has its case or what it answers, whose days hold its day; else the last one.</summary>
    private static string HomeOf(Record record, string? named, IReadOnlyList<(Lane Lane, Verdict Verdict)> judged)
    {
        var home =
            judged.FirstOrDefault(lane => lane.Lane.Name == named).Lane
            ?? judged.FirstOrDefault(lane => lane.Lane.Name == record.Case || lane.Lane.Name == record.Of).Lane
            ?? judged.FirstOrDefault(lane => lane.Verdict.Days?.Contains(record.On) == true).Lane
            ?? (judged.Count > 0 ? judged[^1].Lane : null);
        return home?.Name ?? "";
    }

    private static string OutsideEveryLane(Record record, Question question) =>
        record.On.Year != question.List.Year
            ? $"发生在{ChinaTime.Say(record.On)}，不在{question.List.Year}年度"
            : $"发生在{ChinaTime.Say(record.On)}，不在任何一栏的期间内，或没有写明所答的是哪一件";

    /// <summary>For a lane that lacks something: what happened shortly before or after it and counted in another.</summary>
    private static IEnumerable<(string Lane, RecordRemark Remark)> Neighbours(IReadOnlyList<(Lane Lane, Verdict Verdict)> judged)
    {
        foreach (var (lane, verdict) in judged.Where(lane => lane.Verdict is { Days: not null } verdict && verdict.Have < verdict.Need))
        {
            var days = verdict.Days!.Value;
            foreach (var other in judged.Where(other => other.Lane.Name != lane.Name))
            {
                foreach (var record in other.Verdict.Counted.Where(record => IsNear(record.On, days)))
                {
                    yield return (lane.Name, new(record, [$"发生在{ChinaTime.Say(record.On)}，计入{Words.Lane(other.Lane.Name)}"]));
                }
            }
        }
    }

    private static bool IsNear(DateOnly day, Calendars.DayRange days) =>
        !days.Contains(day) && day >= days.First.AddDays(-Sight.Near) && day <= days.Last.AddDays(Sight.Near);

    private static ParameterUse Use(string what, Setting setting, Question question)
    {
        var list = question.List;
        var values = setting.On(list, question.Year.Last);
        if (setting.Parameter is null || list.Parameters[setting.Parameter] is not { } parameter)
        {
            // Written into the obligation: the issuer's where the sentence says it, ours where it does not.
            var said = question
                .Obligation.Cite.Select(id => list.Sentences.GetValueOrDefault(id))
                .OfType<Sentence>()
                .FirstOrDefault(sentence => values.All(value => Stands(Said(value), sentence.Text)));
            return new(
                what,
                Words.List(values.Select(Said)),
                said is null
                    ? FromReading(values, setting.Reads.IsEmpty ? question.Obligation.Reads : setting.Reads, list)
                    : FromList([said.Id], question)
            );
        }

        var origin =
            parameter.Source ?? (parameter.Cite.IsEmpty ? FromReading(values, parameter.Reads, list) : FromList(parameter.Cite, question));
        return new(what, Words.List(values.Select(Said)) + parameter.Unit, origin);

        static string Said(string value) =>
            value.Length == 5 && value[2] == '-'
                ? $"{int.Parse(value.AsSpan(0, 2), CultureInfo.InvariantCulture)}月{int.Parse(value.AsSpan(3, 2), CultureInfo.InvariantCulture)}日"
                : value;
    }

    /// <summary>Where a value comes from that no sentence says: the answer to an open reading, the reading taken meanwhile, or nobody but this platform.</summary>
    private static string FromReading(ImmutableArray<string> values, ImmutableArray<string> reads, TaskList list) =>
        reads.Select(id => list.Readings.GetValueOrDefault(id)).OfType<Reading>().FirstOrDefault() switch
        {
            null when values is ["12-31"] => "清单是年度任务，没有另写日子的以年底为限",
            null => "清单没有写明，平台设定",
            { SettledBy: { } answer } settled => $"待明确事项{settled.Id}「{settled.About}」已明确：{answer}",
            var open => $"清单没有写明，待明确事项{open.Id}「{open.About}」暂按现有读法（{open.Effect ?? open.Question}）",
        };

    /// <summary>Whether a value as people write it (10, 12月31日) stands in a sentence, or up to ten its numeral before what is counted (一次).</summary>
    private static bool Stands(string value, string sentence)
    {
        for (
            var at = sentence.IndexOf(value, StringComparison.Ordinal);
            at >= 0;
            at = sentence.IndexOf(value, at + 1, StringComparison.Ordinal)
        )
        {
            if (!IsDigit(at - 1) && !IsDigit(at + value.Length))
            {
                return true;
            }
        }

        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= 10
            && Enumerable
                .Range(0, sentence.Length - 1)
                .Any(at =>
                    sentence[at] == "一二三四五六七八九十"[number - 1]
                    && "次个项人日天条名期年月种".Contains(sentence[at + 1], StringComparison.Ordinal)
                    && !(at > 0 && sentence[at - 1] is '十' or '百')
                );

        bool IsDigit(int at) => at >= 0 && at < sentence.Length && char.IsAsciiDigit(sentence[at]);
    }

    private static string FromList(ImmutableArray<string> cite, Question question) =>
        $"清单第{question.Obligation.Measure}项"
        + string.Concat(
            cite.Take(1)
                .Select(id => question.List.Sentences.GetValueOrDefault(id))
                .OfType<Sentence>()
                .Select(sentence => $"「{sentence.Text}」")
        );
}
