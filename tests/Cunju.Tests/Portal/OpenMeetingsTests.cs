using Cunju.Core.Assemblies;
using Cunju.Tests.Assemblies;
using Xunit;

namespace Cunju.Tests.Portal;

/// <summary>会议的公开: the rule itself, over every state and type.</summary>
public sealed class OpenMeetingsTests
{
    private static readonly DateOnly Today = new(2023, 10, 12);

    [Fact]
    public void Only_notices_to_come_and_signed_minutes_are_open()
    {
        var announced = Announced("2023-10-20", MeetingType.RepresentativesAssembly);
        var (held, _) = MeetingScene.Told(MeetingScene.Representatives());
        var signed = MeetingScene.Done(new SignMinutes(), meeting: held);
        var (talk, _) = MeetingScene.Told(
            MeetingScene.Representatives() with
            {
                Present = 5,
                Women = null,
                AsTalk = true,
                Agenda = [new() { Motion = "路灯" }],
            }
        );
        var expected = new Dictionary<MeetingState, Openness>
        {
            [MeetingState.Announced] = Openness.Notice,
            [MeetingState.Postponed] = Openness.Notice,
            [MeetingState.NotQuorate] = Openness.Closed,
            [MeetingState.Held] = Openness.Closed,
            [MeetingState.Signed] = Openness.Outcome,
            [MeetingState.Retracted] = Openness.Closed,
        };
        Meeting[] all =
        [
            announced,
            MeetingScene.Done(new PostponeMeeting { Day = new(2023, 10, 22), Why = PostponementReason.Weather }, meeting: announced),
            held,
            signed,
            talk,
            MeetingScene.Done(new RetractMeeting { Why = RetractionReason.Duplicate }, meeting: signed),
        ];
        Assert.Equal(Enum.GetValues<MeetingState>(), all.Select(meeting => meeting.State).Order());
        Assert.All(all, meeting => Assert.Equal(expected[meeting.State], OpenMeetings.Of(meeting, Today)));
        Assert.All(
            all.Where(meeting => expected[meeting.State] == Openness.Closed),
            meeting =>
            {
                Assert.Empty(OpenMeetings.Texts(meeting, Today));
                Assert.Null(OpenMeetings.Read(meeting, new(new Dictionary<string, string>()), Today));
            }
        );
    }

    [Fact]
    public void A_notice_is_gone_the_day_after_the_meeting()
    {
        var announced = Announced("2023-10-20", MeetingType.ResidentsAssembly);
        Assert.Equal(Openness.Notice, OpenMeetings.Of(announced, new(2023, 10, 20)));
        Assert.Equal(Openness.Closed, OpenMeetings.Of(announced, new(2023, 10, 21)));
    }

    [Fact]
    public void Only_meetings_of_all_of_representatives_and_deliberations_are_everybodys()
    {
        var open = Enum.GetValues<MeetingType>().Where(type => OpenMeetings.Of(Announced("2023-10-20", type), Today) != Openness.Closed);
        Assert.Equal([MeetingType.ResidentsAssembly, MeetingType.RepresentativesAssembly, MeetingType.DeliberationMeeting], open);
    }

    [Fact]
    public void Of_a_meeting_that_is_several_at_once_only_the_open_body_is_shown()
    {
        var act = MeetingScene.Representatives() with
        {
            Types = [MeetingType.RepresentativesAssembly, MeetingType.PartyMembersMeeting],
            Agenda =
            [
                MeetingScene.Representatives().Agenda[0] with
                {
                    Body = MeetingType.RepresentativesAssembly,
                },
                MeetingScene.Representatives().Agenda[0] with
                {
                    Motion = "发展党员",
                    Body = MeetingType.PartyMembersMeeting,
                },
                new() { Motion = "传达学习" },
            ],
        };
        var (held, texts) = MeetingScene.Told(act);
        var shown = OpenMeetings.Read(MeetingScene.Done(new SignMinutes(), meeting: held), texts, Today)!;
        Assert.Equal("村民代表会议", shown.Title);
        Assert.Equal(["村道路灯维修"], shown.Points.Select(point => point.Text));
        Assert.DoesNotContain("党员", string.Concat(shown.Points.Select(point => point.Text)) + shown.Remark + shown.Title);
    }

    [Fact]
    public void What_came_of_it_is_said_in_plain_words_without_names()
    {
        var (held, texts) = MeetingScene.Told(
            MeetingScene.Representatives() with
            {
                Chair = "周堃",
                Minutes = "周堃说了话",
                Place = "周堃家",
                Agenda =
                [
                    .. MeetingScene.Representatives().Agenda,
                    new()
                    {
                        Motion = "收卫生费",
                        Vote = VoteMethod.Ballot,
                        For = 10,
                        Against = 20,
                        Abstain = 1,
                    },
                    new()
                    {
                        Motion = "评议周堃",
                        Kind = AgendaKind.Appraisal,
                        Vote = VoteMethod.Ballot,
                        For = 31,
                    },
                    new() { Motion = "联系 13800001111" },
                ],
            }
        );
        var meeting = MeetingScene.Done(new SignMinutes(), meeting: held);
        Assert.DoesNotContain(held.Proceedings!.Minutes, OpenMeetings.Texts(meeting, Today));
        Assert.DoesNotContain(held.Proceedings.Chair, OpenMeetings.Texts(meeting, Today));
        var shown = OpenMeetings.Read(meeting, texts, Today)!;
        Assert.Equal(
            [
                "通过了。赞成30票，反对1票，弃权0票。",
                "没有通过。赞成10票，反对20票，弃权1票。",
                "评议了，结果由监督委员会另行公布。",
                "商量了，没有表决。",
            ],
            shown.Points.Select(point => point.Outcome)
        );
        Assert.Equal("应到45人，到了31人，够法定人数。", shown.Remark);
        Assert.Equal("〔2023〕1号", shown.Points[0].Number);
        Assert.Equal(["民主评议村民委员会成员", OpenMeetings.Masked], shown.Points[2..].Select(point => point.Text));
        Assert.DoesNotContain("周堃", shown.ToString() + string.Concat(shown.Points));
    }

    private static Meeting Announced(string day, MeetingType type) =>
        MeetingScene.Done(
            new AnnounceMeeting
            {
                Types = [type],
                Day = DateOnly.Parse(day),
                Topics = "路灯",
            },
            "2023-10-01"
        );
}
