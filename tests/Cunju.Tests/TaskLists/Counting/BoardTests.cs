using Cunju.Core.Places;
using Cunju.Core.Portal;
using Cunju.Core.TaskLists;
using Xunit;

namespace Cunju.Tests.TaskLists.Counting;

/// <summary>What all shapes share: two times, corrections, order, notes, 启用日, carried editions and the roll-up.</summary>
public sealed class BoardTests
{
    private const string Yearly =
        "- { id: assembly.yearly, shape: count, bearer: [village], of: [meeting.assembly], every: year, at-least: 1, evidence: { all-of: [minutes, sign-in] } }";

    private static readonly Scene Assembly = Scene.Of(Yearly);

    [Fact]
    public void A_retracted_meeting_no_longer_counts_but_did_before_the_retraction_was_known()
    {
        var scene = Assembly.With("meeting.assembly 2023-03-01 #a", "fact.retracted 2023-06-01 of:a");
        Assert.Equal("at-risk", scene.Status("2023-12-31"));
        Assert.Equal("met", scene.Status("2023-05-31", knownAt: "2023-05-31"));
        Assert.Equal("met", scene.Status("2023-12-31", knownAt: "2023-05-31"));
        Assert.Equal("due", scene.Status("2023-05-31"));
        Assert.Equal("已于2023年6月1日撤回", scene.Why("2023-12-31").Uncounted[0].Remarks[0]);
    }

    [Fact]
    public void Retracting_a_retraction_restores_the_record() =>
        Assert.Equal(
            "met",
            Assembly
                .With("meeting.assembly 2023-03-01 #a", "fact.retracted 2023-06-01 #x of:a", "fact.retracted 2023-06-02 of:x")
                .Status("2023-12-31")
        );

    [Fact]
    public void Retractions_that_name_each_other_end_and_close_each_other()
    {
        var scene = Assembly.With(
            "meeting.assembly 2023-03-01 #a",
            "fact.retracted 2023-06-01 #x of:y",
            "fact.retracted 2023-06-02 #y of:x"
        );
        Assert.Equal("met", scene.Status("2023-12-31"));
        Assert.Equal("met", scene.With("fact.retracted 2023-06-03 #z of:x", "fact.retracted 2023-06-03 #w of:w").Status("2023-12-31"));
    }

    [Fact]
    public void Nobody_takes_back_what_another_unit_said()
    {
        var held = Assembly.With("meeting.assembly 2023-03-01 #a");
        foreach (var taken in (string[])["fact.retracted", "fact.corrected"])
        {
            foreach (var other in (string[])[Scene.TownshipId, Scene.CommunityId, Scene.BureauId])
            {
                Assert.Equal("met", held.With($"{taken} 2023-06-01 of:a unit:{other}").Status("2023-12-31"));
            }
        }

        // Nor does a village undo the township's word to it.
        var attest = Scene.Of("- { id: a, shape: attest, bearer: [village], by: \"12-10\" }");
        Assert.Equal(
            "returned",
            attest
                .With(
                    "self.report 2023-12-01 #s obligation=a",
                    $"review.made 2023-12-02 #r of:s unit:{Scene.TownshipId} outcome=returned",
                    "fact.retracted 2023-12-03 of:r"
                )
                .Status("2023-12-05")
        );
    }

    [Theory]
    [InlineData("within-days: 15", "15", "清单没有写明，平台设定")]
    [InlineData("within-days: 15, reads: A04", "15", "清单没有写明，待明确事项A04「年初」暂按现有读法（?）")]
    [InlineData("within-days: 1", "1", "清单第3项「每年至少召开1次村(居)民会议」")]
    public void A_number_written_into_an_obligation_is_the_issuers_only_where_the_sentence_says_it(
        string terms,
        string value,
        string origin
    )
    {
        var scene = Scene.Of(
            $"- {{ id: b, shape: follow-up, bearer: [village], trigger: [meeting.assembly], then: record.book-entry, link: of, {terms} }}"
        );
        var use = Assert.Single(scene.Explain("2023-06-01").Parameters);
        Assert.Equal((value, origin), (use.Value.TrimEnd('日'), use.Origin));
    }

    [Fact]
    public void A_day_says_its_own_reading_before_that_of_its_obligation()
    {
        ParameterUse DayOf(string due) =>
            Scene
                .Of($"- {{ id: d, shape: document, bearer: [village], of: consult.catalogue, {due}, reads: A25 }}")
                .Explain("2023-02-01")
                .Parameters.First(use => use.Value.EndsWith('日'));
        Assert.Equal("清单没有写明，待明确事项A04「年初」暂按现有读法（?）", DayOf("due: { by: \"03-31\", reads: A04 }").Origin);
        Assert.Equal("清单没有写明，待明确事项A25「7方面内容」暂按现有读法（?）", DayOf("due: { by: \"03-31\" }").Origin);
        Assert.Equal(
            "清单是年度任务，没有另写日子的以年底为限",
            Scene
                .Of("- { id: d, shape: document, bearer: [village], of: consult.catalogue, due: { by: \"12-31\" } }")
                .Explain("2023-02-01")
                .Parameters.First(use => use.Value.EndsWith('日'))
                .Origin
        );
    }

    [Fact]
    public void What_only_says_more_of_the_same_is_no_correction_to_people()
    {
        var scene = Scene
            .Of("- { id: c, shape: count, bearer: [village], of: [meeting.consultation], every: quarter, at-least: 1 }")
            .With(
                "meeting.consultation 2023-03-31 #old topic=修路",
                "meeting.consultation 2023-03-31 #new topic=修路 present=12 recorded:2023-04-20",
                "fact.corrected 2023-04-20 of:old by=new"
            );
        var old = scene.Why("2023-05-01", "2023Q1").Uncounted.First(each => each.Record.Id == "old");
        Assert.Equal(["已于2023年4月20日补全"], old.Remarks);
    }

    [Fact]
    public void A_correction_closes_the_old_record_and_the_new_one_stands_for_itself()
    {
        var scene = Scene
            .Of("- { id: c, shape: count, bearer: [village], of: [meeting.consultation], every: quarter, at-least: 1 }")
            .With(
                "meeting.consultation 2023-03-31 #old recorded:2023-04-02",
                "meeting.consultation 2023-04-01 #new recorded:2023-04-20",
                "fact.corrected 2023-04-20 of:old by=new"
            );
        Assert.Equal("met", scene.Status("2023-05-01", "2023Q1", knownAt: "2023-04-19"));
        Assert.Equal("overdue", scene.Status("2023-05-01", "2023Q1", knownAt: "2023-04-20"));
        Assert.Equal("met", scene.Status("2023-05-01", "2023Q2"));
        var old = scene.Why("2023-05-01", "2023Q1").Uncounted.First(each => each.Record.Id == "old");
        Assert.Equal(["已于2023年4月20日更正"], old.Remarks);
        Assert.Equal("new", old.Instead?.Id);
        Assert.Equal(
            ["发生在2023年4月1日，计入2023年第2季度"],
            scene.Why("2023-05-01", "2023Q1").Uncounted.First(each => each.Record.Id == "new").Remarks
        );
    }

    [Fact]
    public void Later_days_and_later_entries_are_unseen_and_named_in_the_explanation()
    {
        var scene = Assembly.With("meeting.assembly 2023-03-01 #late recorded:2023-05-01", "meeting.assembly 2023-06-01 #future");
        var why = scene.Why("2023-04-01", knownAt: "2023-04-01");
        Assert.Equal(["late", "future"], why.Uncounted.Select(each => each.Record.Id));
        Assert.Equal("2023年5月1日才登记，2023年4月1日时尚不知悉", why.Uncounted[0].Remarks[0]);
        Assert.Equal("发生在2023年6月1日，晚于截至日2023年4月1日", why.Uncounted[1].Remarks[0]);
    }

    [Fact]
    public void Missing_proof_and_short_notice_are_notes_and_nothing_else()
    {
        var lane = Assembly.With("meeting.assembly 2023-03-01 with:minutes short-notice=true").Lane("2023-04-01");
        Assert.Equal("met", lane.Status.Code());
        Assert.Equal(["佐证不全：缺签到册", "通知不足"], lane.Notes);
        Assert.Empty(Assembly.With("meeting.assembly 2023-03-01 with:minutes,sign-in").Lane("2023-04-01").Notes);
    }

    [Fact]
    public void A_photo_is_never_missed()
    {
        var scene = Scene.Of(Yearly.Replace("[minutes, sign-in]", "[photo]", StringComparison.Ordinal));
        Assert.Empty(scene.With("meeting.assembly 2023-03-01").Lane("2023-04-01").Notes);
    }

    [Fact]
    public void What_was_only_noted_stands_apart()
    {
        Assert.Equal(Grade.SelfRecorded, Assembly.With("meeting.assembly 2023-03-01 noted").Lane("2023-04-01").Grade);
        Assert.Equal(Grade.Procedure, Assembly.With("meeting.assembly 2023-03-01").Lane("2023-04-01").Grade);
    }

    [Fact]
    public void Lanes_that_closed_before_the_first_day_are_not_applicable_until_a_record_falls_in_them()
    {
        var scene = Scene.Of("- { id: c, shape: count, bearer: [village], of: [meeting.consultation], every: quarter, at-least: 2 }");
        Assert.Equal("not-applicable", scene.Status("2023-06-01", "2023Q1", since: "2023-04-01"));
        Assert.Equal(["启用前"], scene.Lane("2023-06-01", "2023Q1", since: "2023-04-01").Notes);
        Assert.Equal("overdue", scene.Status("2023-06-01", "2023Q1", since: "2023-03-31"));
        Assert.Equal("overdue", scene.With("meeting.consultation 2023-02-01").Status("2023-06-01", "2023Q1", since: "2023-04-01"));
    }

    [Fact]
    public void A_carried_edition_shows_no_red()
    {
        var scene = Scene.Of(
            """
            - { id: a, shape: count, bearer: [village], of: [meeting.assembly], every: quarter, at-least: 1 }
            - { id: k, shape: follow-up, bearer: [village], trigger: [open.posted], keeps: { field: until, at-least-days: 10 } }
            - { id: n, shape: deadline, bearer: [village], of: rules.nominated, exactly: 1, by: '09-28' }
            """
        );
        var lanes = (scene with { List = scene.List with { Status = EditionStatus.Carried } })
            .With("open.posted 2023-01-15 until=2023-01-16", "rules.nominated 2023-02-01", "rules.nominated 2023-02-01")
            .Board("2023-06-25")
            .Lanes;
        Assert.Equal(["due", "due", "on-track", "on-track", "on-track", "due"], lanes.Select(lane => lane.Status.Code()));
        Assert.All(lanes.Where((_, i) => i is 0 or 1 or 4 or 5), lane => Assert.Contains("沿用草案", lane.Notes));
    }

    [Fact]
    public void A_breach_that_a_carried_edition_does_not_show_red_is_not_met_for_that()
    {
        var scene = Scene.Of(
            """
            - { id: k, shape: chain, bearer: [village], due: { by: '03-31' }, order: { made: [], posted: [made] },
                steps: [{ id: made, title: 承诺, of: promise.made }, { id: posted, title: 公告, of: promise.posted }] }
            """
        );
        var carried = (scene with { List = scene.List with { Status = EditionStatus.Carried } }).With(
            "promise.posted 2023-01-15 case=a",
            "promise.made 2023-02-01 case=a"
        );
        var lane = carried.Board("2023-06-25").Lanes.Single();
        Assert.Equal((Status.OnTrack, 2, 2), (lane.Status, lane.Have, lane.Need));
        Assert.False(lane.IsMet);
        // Nothing is left to do for it either, and nobody is told to keep it so.
        Assert.True(lane.IsSettled);
        Assert.StartsWith("再补办也不能改变", Assert.Single(carried.Explain("2023-06-25").Lanes).Next);
        Assert.Contains("先不下结论", Assert.Single(OpenYear.Of(carried.Board("2023-06-25"))).Sentence);
        Assert.Equal(0, new Totals([lane])[Figure.ByProcedure] + new Totals([lane])[Figure.SelfRecorded]);
    }

    [Fact]
    public void Residents_read_of_a_softened_breach_that_it_is_not_as_written_whatever_its_shape()
    {
        var scene = Scene.Of(
            "- { id: k, shape: follow-up, bearer: [village], trigger: [open.posted], keeps: { field: until, at-least-days: 10 }, breach: taken-down-early }"
        );
        var carried = (scene with { List = scene.List with { Status = EditionStatus.Carried } })
            .With("open.posted 2023-01-15 until=2023-01-16", "open.posted 2023-06-20 until=2023-07-05")
            .Board("2023-06-25");
        Assert.Equal([true, false], carried.Lanes.Select(lane => lane.IsPastMending));
        var sentence = Assert.Single(OpenYear.Of(carried)).Sentence;
        Assert.Contains("和规定的不一样、先不下结论1件", sentence);
        Assert.DoesNotContain("正在办2件", sentence);
    }

    [Fact]
    public void A_reading_without_an_answer_leaves_the_duty_undetermined_unless_it_is_not_owed()
    {
        var scene = Scene
            .Of(Yearly.Replace("at-least: 1", "at-least: 1, reads: [A25]", StringComparison.Ordinal))
            .With("meeting.assembly 2023-03-01");
        Assert.Equal("undetermined", scene.Status("2023-04-01"));
        Assert.Equal("not-applicable", scene.Status("2023-04-01", unit: Scene.CommunityId));
        Assert.Contains("A25", scene.Why("2023-04-01").Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Lanes_come_in_the_order_of_the_list_then_due_then_name()
    {
        var scene = Scene
            .Of(
                """
                - { id: b, shape: follow-up, bearer: [village], trigger: [meeting.assembly], then: record.book-entry, link: of, within-days: 7 }
                - { id: a, shape: count, bearer: [village], of: [meeting.assembly], every: half, at-least: 1 }
                """
            )
            .With("meeting.assembly 2023-03-02 #a", "meeting.assembly 2023-03-01 #c", "meeting.assembly 2023-03-01 #b");
        Assert.Equal(["b", "c", "a", "2023H1", "2023H2"], scene.Board("2023-04-01").Lanes.Select(lane => lane.Name));
        Assert.Equal(["b", "c", "a"], scene.Lane("2023-04-01", "2023H1").Records);
    }

    [Fact]
    public void A_statistical_area_owes_nothing() =>
        Assert.Equal(
            "not-applicable",
            Assembly.Having(unit => unit with { Kinds = Core.Calendars.Timeline<UnitKind>.Always(UnitKind.Other) }).Status("2023-05-01")
        );

    [Theory]
    [InlineData("overdue", "met", "overdue", "undetermined")]
    [InlineData("breached", "overdue", "breached", "returned")]
    [InlineData("overdue", "returned", "overdue", "in-review")]
    [InlineData("returned", "returned", "undetermined", "at-risk")]
    [InlineData("undetermined", "met", "undetermined", "at-risk")]
    [InlineData("in-review", "met", "in-review", "at-risk")]
    [InlineData("met-late", "met", "met-late", "not-applicable")]
    [InlineData("not-applicable", "not-applicable", "not-applicable", "not-applicable")]
    public void Roll_up_takes_the_red_ones_first_then_the_unknown_then_the_worst(string answer, string one, string two, string three) =>
        Assert.Equal(answer, Scoreboard.RollUp(new[] { one, two, three }.Select(code => Statuses.Parse(code)!.Value)).Code());

    [Fact]
    public void The_explanation_names_the_number_its_origin_the_missing_and_the_next_step()
    {
        var explanation = Assembly.Explain("2023-12-20");
        Assert.Equal("临期：2023年应有1次，已有0次；最后一日2023年12月31日，还有11天。", explanation.Lanes[0].Sentence);
        Assert.Equal("还差1次，2023年12月31日前", explanation.Lanes[0].Missing);
        Assert.Equal("最迟2023年12月31日办理", explanation.Lanes[0].Next);
        Assert.Equal(new ParameterUse("至少次数", "1", "清单第3项「每年至少召开1次村(居)民会议」"), Assert.Single(explanation.Parameters));
        var read = Scene
            .Of("- { id: a, shape: deadline, bearer: [village], of: case.submitted, exactly: 1, by: $by }", ("by", "2023-01-01", "02-28"))
            .Explain("2023-01-01");
        Assert.Contains(new ParameterUse("截止日", "2月28日", "清单没有写明，待明确事项A04「年初」暂按现有读法（?）"), read.Parameters);
    }
}
