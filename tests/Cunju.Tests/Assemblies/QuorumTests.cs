using Cunju.Core.Assemblies;
using Cunju.Core.Places;
using Xunit;
using static Cunju.Tests.Assemblies.MeetingScene;

namespace Cunju.Tests.Assemblies;

public sealed class QuorumTests
{
    [Theory]
    // 村民会议: more than half of the adults, or two thirds of the households.
    [InlineData("2023-03-18", UnitKind.Village, MeetingType.ResidentsAssembly, CountingMode.Persons, 1000, 500, Verdict.NotQuorate)]
    [InlineData("2023-03-18", UnitKind.Village, MeetingType.ResidentsAssembly, CountingMode.Persons, 1000, 501, Verdict.Quorate)]
    [InlineData("2023-03-18", UnitKind.Village, MeetingType.ResidentsAssembly, CountingMode.Households, 300, 199, Verdict.NotQuorate)]
    [InlineData("2023-03-18", UnitKind.Village, MeetingType.ResidentsAssembly, CountingMode.Households, 300, 200, Verdict.Quorate)]
    [InlineData("2026-03-18", UnitKind.Village, MeetingType.ResidentsAssembly, CountingMode.Households, 100, 66, Verdict.NotQuorate)]
    [InlineData("2026-03-18", UnitKind.Village, MeetingType.ResidentsAssembly, CountingMode.Households, 100, 67, Verdict.Quorate)]
    [InlineData("2026-03-18", UnitKind.Village, MeetingType.ResidentsAssembly, CountingMode.Persons, 1000, 500, Verdict.NotQuorate)]
    [InlineData("2026-03-18", UnitKind.Village, MeetingType.ResidentsAssembly, CountingMode.Persons, 1000, 501, Verdict.Quorate)]
    // 居民会议: more than half, however it is counted; by group representatives only until 2025.
    [InlineData("2023-03-18", UnitKind.Community, MeetingType.ResidentsAssembly, CountingMode.Households, 300, 150, Verdict.NotQuorate)]
    [InlineData("2023-03-18", UnitKind.Community, MeetingType.ResidentsAssembly, CountingMode.Households, 300, 151, Verdict.Quorate)]
    [InlineData("2023-03-18", UnitKind.Community, MeetingType.ResidentsAssembly, CountingMode.Representatives, 60, 31, Verdict.Quorate)]
    [InlineData("2026-03-18", UnitKind.Community, MeetingType.ResidentsAssembly, CountingMode.Households, 300, 150, Verdict.NotQuorate)]
    [InlineData("2026-03-18", UnitKind.Community, MeetingType.ResidentsAssembly, CountingMode.Households, 300, 151, Verdict.Quorate)]
    [InlineData("2026-03-18", UnitKind.Community, MeetingType.ResidentsAssembly, CountingMode.Representatives, 60, 31, Verdict.NoThreshold)]
    // 代表会议: two thirds of those who belong to it; the law knows it in communities since 2026.
    [InlineData("2023-10-08", UnitKind.Village, MeetingType.RepresentativesAssembly, null, 45, 29, Verdict.NotQuorate)]
    [InlineData("2023-10-08", UnitKind.Village, MeetingType.RepresentativesAssembly, null, 45, 30, Verdict.Quorate)]
    [InlineData("2023-10-08", UnitKind.Community, MeetingType.RepresentativesAssembly, null, 45, 3, Verdict.NoThreshold)]
    [InlineData("2026-10-08", UnitKind.Community, MeetingType.RepresentativesAssembly, null, 45, 29, Verdict.NotQuorate)]
    [InlineData("2026-10-08", UnitKind.Community, MeetingType.RepresentativesAssembly, null, 45, 30, Verdict.Quorate)]
    // 小组会议, 党员大会, 支委会.
    [InlineData("2023-10-08", UnitKind.Village, MeetingType.GroupMeeting, CountingMode.Households, 30, 19, Verdict.NotQuorate)]
    [InlineData("2023-10-08", UnitKind.Village, MeetingType.GroupMeeting, CountingMode.Households, 30, 20, Verdict.Quorate)]
    [InlineData("2023-10-08", UnitKind.Community, MeetingType.GroupMeeting, CountingMode.Households, 30, 1, Verdict.NoThreshold)]
    [InlineData("2023-10-08", UnitKind.Village, MeetingType.PartyMembersMeeting, null, 60, 30, Verdict.Quorate)]
    [InlineData("2023-10-08", UnitKind.Village, MeetingType.PartyMembersMeeting, null, 60, 29, Verdict.NotQuorate)]
    [InlineData("2023-10-08", UnitKind.Community, MeetingType.PartyBranchMeeting, null, 5, 2, Verdict.NotQuorate)]
    [InlineData("2023-10-08", UnitKind.Community, MeetingType.PartyBranchMeeting, null, 5, 3, Verdict.Quorate)]
    // No statutory threshold: shown, never failed.
    [InlineData("2023-10-08", UnitKind.Village, MeetingType.DeliberationMeeting, null, null, 3, Verdict.NoThreshold)]
    [InlineData("2023-10-08", UnitKind.Village, MeetingType.SupervisionMeeting, null, 5, 1, Verdict.NoThreshold)]
    [InlineData("2023-10-08", UnitKind.Village, MeetingType.JointMeeting, null, null, 4, Verdict.NoThreshold)]
    public void Enough_came_or_not_by_the_law_of_that_day(
        string day,
        UnitKind kind,
        MeetingType type,
        CountingMode? mode,
        int? eligible,
        int present,
        Verdict verdict
    ) => Assert.Equal(verdict, new Judging(Law, kind, DateOnly.Parse(day)).Quorum(type, mode, eligible, present, null).Verdict);

    /// <summary>Every rule of the file on how many must come or agree, on its first and its last day.</summary>
    public static TheoryData<string, UnitKind, string, string?> Boundaries =>
        [
            .. from rule in Law.All
            where rule.Id.EndsWith(".quorum", StringComparison.Ordinal) || rule.Id.EndsWith(".majority", StringComparison.Ordinal)
            from kind in rule.Kinds
            from day in new[] { rule.From, rule.To ?? new(2030, 12, 31) }
            select (rule.Id, kind, day.ToString("yyyy-MM-dd"), rule.Values.GetValueOrDefault("mode")),
        ];

    /// <summary>以上 takes the share itself, 过半数 does not: found by trying one after another, not by the arithmetic that is tested.</summary>
    [Theory]
    [MemberData(nameof(Boundaries))]
    public void The_least_number_is_enough_one_less_is_not_and_the_share_itself_as_the_law_compares(
        string id,
        UnitKind kind,
        string day,
        string? mode
    )
    {
        var judging = new Judging(Law, kind, DateOnly.Parse(day));
        var rule = Law.Rules(id, kind, judging.Day).Single(rule => rule.Values.GetValueOrDefault("mode") == mode);
        var (part, whole) = (int.Parse(rule.Values["fraction"].Split('/')[0]), int.Parse(rule.Values["fraction"].Split('/')[1]));
        var itself = rule.Values["compare"] == "at-least";
        var type = MeetingTypes
            .All.First(type =>
                id.EndsWith(".quorum", StringComparison.Ordinal) ? id == $"{type.Rules}.quorum" : judging.MajorityRule(type.Type)?.Id == id
            )
            .Type;
        foreach (var all in new[] { 5, 45, 60, 100, 997 })
        {
            var least = Enumerable.Range(1, all).First(count => count * whole > all * part || (itself && count * whole == all * part));
            Assert.True(IsEnough(least, all), $"{least} of {all}");
            Assert.False(IsEnough(least - 1, all), $"{least - 1} of {all}");
        }

        Assert.Equal(itself, IsEnough(60 * part / whole, 60));

        bool IsEnough(int count, int all)
        {
            if (id.EndsWith(".quorum", StringComparison.Ordinal))
            {
                var counted = Enum.GetValues<CountingMode>().Cast<CountingMode?>().FirstOrDefault(each => Judging.Word(each) == mode);
                return judging.Quorum(type, counted, all, count, null).Verdict == Verdict.Quorate;
            }

            // Whichever of the two the share is not taken of is another number, so that a mix-up shows.
            var ofEligible = rule.Values["base"] == "eligible";
            var body = new QuorumJudgement(
                type,
                Verdict.Quorate,
                ofEligible ? all : all + 30,
                ofEligible ? all - 1 : all,
                null,
                null,
                null,
                null,
                null
            );
            return judging.Vote(count, [body]).Result == VoteResult.Passed;
        }
    }

    [Fact]
    public void The_arithmetic_is_said_in_words()
    {
        var judged = new Judging(Law, UnitKind.Village, new(2023, 10, 8)).Quorum(MeetingType.RepresentativesAssembly, null, 45, 31, null);
        Assert.Equal("应到 45 人，三分之二以上为 30 人，实到 31 人，符合", judged.InWords(null));
        Assert.Equal("《村民委员会组织法》（2018年修正）第二十六条", judged.Source);
    }

    [Theory]
    [InlineData(16, VoteResult.Passed)]
    [InlineData(15, VoteResult.NotPassed)]
    public void Representatives_decide_by_more_than_half_of_those_present(int votes, VoteResult result)
    {
        var judging = new Judging(Law, UnitKind.Village, new(2023, 10, 8));
        var body = judging.Quorum(MeetingType.RepresentativesAssembly, null, 45, 30, null);
        Assert.Equal(result, judging.Vote(votes, [body]).Result);
    }

    [Theory]
    [InlineData(31, VoteResult.Passed)]
    [InlineData(30, VoteResult.NotPassed)]
    public void Party_members_decide_by_more_than_half_of_all_members_not_of_those_present(int votes, VoteResult result)
    {
        var judging = new Judging(Law, UnitKind.Village, new(2023, 10, 8));
        var body = judging.Quorum(MeetingType.PartyMembersMeeting, null, 60, 31, null);
        Assert.Equal(result, judging.Vote(votes, [body]).Result);
    }

    [Fact]
    public void Of_several_bodies_the_strictest_rule_decides()
    {
        var judging = new Judging(Law, UnitKind.Village, new(2023, 10, 8));
        var representatives = judging.Quorum(MeetingType.RepresentativesAssembly, null, 45, 40, null);
        var party = judging.Quorum(MeetingType.PartyMembersMeeting, null, 60, 40, null);
        Assert.Equal(VoteResult.Passed, judging.Vote(25, [representatives]).Result);
        var (result, least, source, _) = judging.Vote(25, [representatives, party]);
        Assert.Equal(VoteResult.NotPassed, result);
        Assert.Equal(31, least);
        Assert.Contains("支部工作条例", source);
    }

    [Fact]
    public void Where_the_law_says_nothing_custom_decides_and_is_named_so()
    {
        var judging = new Judging(Law, UnitKind.Village, new(2023, 10, 8));
        var body = judging.Quorum(MeetingType.DeliberationMeeting, null, null, 10, null);
        Assert.Equal((VoteResult.Passed, true), (judging.Vote(6, [body]).Result, judging.Vote(6, [body]).Custom));
        Assert.Equal(VoteResult.NotPassed, judging.Vote(5, [body]).Result);
    }

    [Theory]
    [InlineData("2023-10-08", UnitKind.Village, MeetingType.ResidentsAssembly, 9, 10)]
    [InlineData("2023-10-08", UnitKind.Village, MeetingType.ResidentsAssembly, 10, null)]
    [InlineData("2023-10-08", UnitKind.Community, MeetingType.ResidentsAssembly, 1, null)]
    [InlineData("2026-10-08", UnitKind.Community, MeetingType.ResidentsAssembly, 9, 10)]
    [InlineData("2023-10-08", UnitKind.Village, MeetingType.RepresentativesAssembly, 2, 3)]
    [InlineData("2023-10-08", UnitKind.Village, MeetingType.RepresentativesAssembly, 3, null)]
    [InlineData("2023-10-08", UnitKind.Village, MeetingType.RepresentativesAssembly, null, null)]
    public void Short_notice_is_marked_and_never_refused(string day, UnitKind kind, MeetingType type, int? given, int? needed)
    {
        var judged = new Judging(Law, kind, DateOnly.Parse(day)).Quorum(type, CountingMode.Persons, 100, 90, given);
        Assert.Equal(needed, judged.NoticeNeeded);
        Assert.True(judged.IsValid);
    }

    [Theory]
    [InlineData("2025-12-31", UnitKind.Village, MeetingType.ResidentsAssembly, 9, false)]
    [InlineData("2026-01-01", UnitKind.Village, MeetingType.ResidentsAssembly, 9, true)]
    [InlineData("2026-01-01", UnitKind.Community, MeetingType.ResidentsAssembly, 0, true)]
    [InlineData("2026-01-01", UnitKind.Community, MeetingType.ResidentsAssembly, 10, false)]
    [InlineData("2026-01-01", UnitKind.Village, MeetingType.RepresentativesAssembly, 2, false)]
    public void Since_2026_an_assembly_may_be_called_late_for_a_special_need(
        string day,
        UnitKind kind,
        MeetingType type,
        int given,
        bool allowed
    ) =>
        Assert.Equal(allowed, new Judging(Law, kind, DateOnly.Parse(day)).Quorum(type, CountingMode.Persons, 100, 90, given).UrgentAllowed);
}
