using Cunju.Core.Assemblies;
using Cunju.Core.Calendars;
using Cunju.Core.Documents;
using Cunju.Core.Places;
using Xunit;
using static Cunju.Tests.Assemblies.MeetingScene;

namespace Cunju.Tests.Assemblies;

public sealed class MeetingRulesTests
{
    private static RecordMeeting Good => Representatives();

    private static RecordMeeting Assembly =>
        Good with
        {
            Types = [MeetingType.ResidentsAssembly],
            Mode = CountingMode.Persons,
            Eligible = 1000,
            Present = 501,
            Agenda =
            [
                new()
                {
                    Motion = "村规民约修订",
                    Kind = AgendaKind.Covenant,
                    Vote = VoteMethod.Unanimous,
                },
            ],
        };

    [Fact]
    public void A_lawful_meeting_is_recorded()
    {
        var meeting = Done(Good);
        Assert.Equal(MeetingState.Held, meeting.State);
        Assert.Equal(VoteResult.Passed, meeting.Proceedings!.Agenda[0].Result);
        Assert.Equal(16, meeting.Proceedings.Agenda[0].Least);
    }

    [Fact]
    public void Five_things_are_enough()
    {
        var meeting = Done(
            new RecordMeeting
            {
                Types = [MeetingType.DeliberationMeeting],
                Day = new(2023, 10, 8),
                Present = 9,
                Agenda = [new() { Motion = "电动车充电点选址" }],
            }
        );
        Assert.Equal(Verdict.NoThreshold, meeting.Proceedings!.Quorum[0].Verdict);
    }

    [Fact]
    public void A_township_holds_no_village_meetings()
    {
        var township = Village with { Id = "500112129", Kinds = Timeline<UnitKind>.Always(UnitKind.Township) };
        IsRefused("meetings.unit", null, Good, unit: township);
    }

    [Fact]
    public void A_type_is_ticked() => IsRefused("meetings.no-type", "Types", Good with { Types = [] });

    [Fact]
    public void A_day_is_said() => IsRefused("meetings.no-day", "Day", Good with { Day = null });

    [Fact]
    public void The_day_has_come()
    {
        IsRefused("meetings.future", "Day", Good with { Day = new(2023, 10, 13) });
        Done(Good with { Day = new(2023, 10, 12) });
    }

    [Fact]
    public void Numbers_are_not_negative()
    {
        IsRefused("meetings.number", "Women", Good with { Women = -1 });
        IsRefused("meetings.number", "Agenda[0].Against", Good with { Agenda = [Good.Agenda[0] with { Against = -3 }] });
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public void Somebody_came(int? present) => IsRefused("meetings.no-present", "Present", Good with { Present = present });

    [Fact]
    public void The_assembly_says_how_it_was_counted()
    {
        IsRefused("meetings.mode", "Mode", Assembly with { Mode = null });
        IsRefused("meetings.mode", "Mode", Assembly with { Mode = CountingMode.Representatives });
        IsRefused(
            "meetings.mode",
            "Mode",
            Assembly with
            {
                Day = new(2026, 3, 1),
                Mode = CountingMode.Representatives,
            },
            "2026-03-02",
            Community
        );
        Done(Assembly with { Mode = CountingMode.Representatives }, unit: Community);
    }

    [Fact]
    public void A_meeting_with_a_quorum_says_how_many_should_come() =>
        IsRefused("meetings.no-eligible", "Eligible", Good with { Eligible = null });

    [Fact]
    public void No_more_came_than_should()
    {
        IsRefused("meetings.present", "Present", Good with { Present = 46 });
        Done(Good with { Present = 45 });
    }

    [Fact]
    public void No_more_women_than_people()
    {
        IsRefused("meetings.women", "Women", Good with { Women = 32 });
        Done(Good with { Women = 31 });
    }

    [Fact]
    public void A_count_of_its_own_names_a_ticked_type_and_is_plausible()
    {
        var both = Good with { Types = [MeetingType.RepresentativesAssembly, MeetingType.PartyMembersMeeting] };
        IsRefused(
            "meetings.count",
            "Counts[0].Type",
            Good with
            {
                Counts =
                [
                    new()
                    {
                        Type = MeetingType.PartyMembersMeeting,
                        Eligible = 60,
                        Present = 31,
                    },
                ],
            }
        );
        IsRefused(
            "meetings.count",
            "Counts[0].Present",
            both with
            {
                Counts = [new() { Type = MeetingType.PartyMembersMeeting, Eligible = 60 }],
            }
        );
        IsRefused(
            "meetings.count",
            "Counts[0].Present",
            both with
            {
                Counts =
                [
                    new()
                    {
                        Type = MeetingType.PartyMembersMeeting,
                        Eligible = 60,
                        Present = 61,
                    },
                ],
            }
        );
        var meeting = Done(
            both with
            {
                Counts =
                [
                    new()
                    {
                        Type = MeetingType.PartyMembersMeeting,
                        Eligible = 60,
                        Present = 31,
                    },
                ],
            }
        );
        Assert.Equal(40, meeting.Proceedings!.JudgementOf(MeetingType.RepresentativesAssembly)!.Base - 5);
        Assert.Equal(60, meeting.Proceedings.JudgementOf(MeetingType.PartyMembersMeeting)!.Base);
        // The vote of the common count is not held against the party meeting, which has a count of its own.
        Assert.Equal([MeetingType.RepresentativesAssembly], meeting.Proceedings.Agenda[0].Bodies.ToArray());
    }

    [Fact]
    public void People_are_deducted_only_from_a_village_assembly_counted_by_heads()
    {
        IsRefused("meetings.deduction", "AwayUnreached", Good with { AwayUnreached = 3 });
        Assert.Equal(
            Law.Rule("assembly.deduction", UnitKind.Village, Good.Day!.Value)!.Source,
            Refusals(Good with { AwayUnreached = 3 }).First(refusal => refusal.Code == "meetings.deduction").Source
        );
        IsRefused("meetings.deduction", "AwayUnreached", Assembly with { Mode = CountingMode.Households, Present = 900, AwayUnable = 3 });
        IsRefused("meetings.deduction", "AwayUnreached", Assembly with { Incapable = 3 }, unit: Community);
        IsRefused("meetings.not-quorate", "AsTalk", Assembly with { Present = 450 });
        var meeting = Done(Assembly with { Present = 450, AwayUnreached = 60, AwayUnable = 39, Incapable = 2 });
        Assert.Equal(899, meeting.Proceedings!.Quorum[0].Base);
        Assert.Equal(450, meeting.Proceedings.Quorum[0].Least);
    }

    [Fact]
    public void Who_came_is_not_deducted() =>
        IsRefused("meetings.deduction-too-large", "AwayUnreached", Assembly with { AwayUnreached = 500 });

    [Fact]
    public void Something_was_on_the_agenda()
    {
        IsRefused("meetings.no-agenda", "Agenda[0].Motion", Good with { Agenda = [] });
        IsRefused("meetings.no-motion", "Agenda[1].Motion", Good with { Agenda = [Good.Agenda[0], new() { For = 3 }] });
    }

    [Fact]
    public void The_body_that_votes_is_ticked() =>
        IsRefused(
            "meetings.body",
            "Agenda[0].Body",
            Good with
            {
                Agenda = [Good.Agenda[0] with { Body = MeetingType.PartyMembersMeeting }],
            }
        );

    [Fact]
    public void A_vote_has_votes_and_votes_have_a_vote()
    {
        IsRefused("meetings.no-votes", "Agenda[0].For", Good with { Agenda = [new() { Motion = "路灯", Vote = VoteMethod.Ballot }] });
        IsRefused(
            "meetings.not-unanimous",
            "Agenda[0].Vote",
            Good with
            {
                Agenda =
                [
                    new()
                    {
                        Motion = "路灯",
                        Vote = VoteMethod.Unanimous,
                        Against = 1,
                    },
                ],
            }
        );
        IsRefused(
            "meetings.votes-without-vote",
            "Agenda[0].Vote",
            Good with
            {
                Agenda =
                [
                    new()
                    {
                        Motion = "路灯",
                        Vote = VoteMethod.NoVote,
                        For = 20,
                    },
                ],
            }
        );
    }

    [Fact]
    public void No_more_votes_than_people()
    {
        var rows = (int against) => Good with { Agenda = [Good.Agenda[0] with { For = 30, Against = against, Abstain = 0 }] };
        IsRefused("meetings.votes", "Agenda[0].For", rows(2));
        Done(rows(1));
    }

    [Fact]
    public void The_covenant_of_a_village_is_made_by_its_assembly_alone()
    {
        var covenant = Good with
        {
            Agenda =
            [
                new()
                {
                    Motion = "村规民约修订",
                    Kind = AgendaKind.Covenant,
                    Vote = VoteMethod.Unanimous,
                },
            ],
        };
        IsRefused("meetings.covenant", "Agenda[0].Vote", covenant);
        Done(covenant with { Agenda = [covenant.Agenda[0] with { Vote = VoteMethod.NoVote }] });
        Done(covenant, unit: Community);
        Done(Assembly);
    }

    [Fact]
    public void Too_few_people_pass_nothing()
    {
        IsRefused("meetings.not-quorate", "AsTalk", Good with { Present = 29, Women = null });
        var talk = Done(Good with { Present = 29, Women = null, AsTalk = true, Agenda = [new() { Motion = "路灯" }] });
        Assert.Equal(MeetingState.NotQuorate, talk.State);
        Assert.Empty(MeetingTallies.Made("2023-001", talk.Proceedings!));
    }

    [Fact]
    public void Talk_makes_every_vote_none_whatever_was_chosen()
    {
        AgendaRow[] chosen =
        [
            new() { Motion = "路灯", Vote = VoteMethod.Unanimous },
            new() { Motion = "水渠", Vote = VoteMethod.Ballot },
            new()
            {
                Motion = "广场",
                Vote = VoteMethod.NoVote,
                For = 20,
            },
            new()
            {
                Motion = "道路",
                Vote = VoteMethod.ShowOfHands,
                For = 40,
            },
            new()
            {
                Motion = "村规民约修订",
                Kind = AgendaKind.Covenant,
                Vote = VoteMethod.Unanimous,
            },
        ];
        var few = Good with { Present = 29, Women = null, Agenda = [.. chosen] };
        Assert.Contains("都记作「不表决」", Refusals(few).First(refusal => refusal.Code == "meetings.not-quorate").Reason);
        var talk = Done(few with { AsTalk = true });
        Assert.All(
            talk.Proceedings!.Agenda,
            item => Assert.Equal((VoteMethod.NoVote, VoteResult.NoVote, null, false), (item.Vote, item.Result, item.For, item.Bodies.Any()))
        );
        // Where enough came the tick must not be lost in silence: one of the two is not so.
        IsRefused("meetings.talk-with-enough", "AsTalk", Good with { AsTalk = true });
    }

    [Fact]
    public void Fewer_than_the_profile_says_do_not_stand_in_the_place_of_the_whole_body()
    {
        Unit Known(string key, string whole) =>
            Village with
            {
                Profile = Village.Profile.SetItem(key, Timeline<string>.Empty.With(new(2023, 6, 1), whole)),
            };
        IsRefused("meetings.eligible-below-profile", "Eligible", Good, unit: Known("assembly-members", "46"));
        IsRefused("meetings.eligible-below-profile", "Eligible", AssemblyOf(CountingMode.Persons), unit: Known("adults", "1200"));
        IsRefused("meetings.eligible-below-profile", "Eligible", AssemblyOf(CountingMode.Households), unit: Known("households", "1200"));
        // Exactly the whole, another body's number, and a meeting from before the number was known.
        Assert.Empty(Refusals(Good, unit: Known("assembly-members", "45")));
        Assert.Empty(Refusals(Good, unit: Known("adults", "1200")));
        Assert.Empty(Refusals(Good with { Day = new(2023, 5, 8) }, unit: Known("assembly-members", "46")));
        // Those who are deducted by law are of the whole too.
        IsRefused(
            "meetings.eligible-below-profile",
            "Eligible",
            AssemblyOf(CountingMode.Persons) with
            {
                Day = new(2026, 3, 1),
                AwayUnreached = 300,
            },
            day: "2026-03-02",
            unit: Known("adults", "1200")
        );

        static RecordMeeting AssemblyOf(CountingMode mode) =>
            Good with
            {
                Types = [MeetingType.ResidentsAssembly],
                Mode = mode,
                Eligible = 1000,
                Present = 701,
                Women = null,
                Agenda = [new() { Motion = "路灯", Vote = VoteMethod.Unanimous }],
            };
    }

    [Fact]
    public void A_meeting_of_which_no_law_says_how_many_must_come_does_not_fail_for_want_of_people()
    {
        var joint = Good with { Types = [MeetingType.JointMeeting], Women = null, Agenda = [new() { Motion = "路灯" }] };
        IsRefused("meetings.talk-without-number", "AsTalk", joint with { AsTalk = true });
        Done(joint);
    }

    [Fact]
    public void Of_two_bodies_in_one_meeting_the_one_with_too_few_people_decides_nothing()
    {
        var both = Good with
        {
            Types = [MeetingType.RepresentativesAssembly, MeetingType.DeliberationMeeting],
            Present = 20,
            Women = null,
            AsTalk = true,
            Agenda = [new() { Motion = "路灯", Vote = VoteMethod.Unanimous }],
        };
        IsRefused("meetings.body-too-few", "Agenda[0].Body", both);
        Assert.Equal(
            ["meetings.body-too-few", "meetings.not-quorate"],
            Refusals(both with { AsTalk = false }).Select(refusal => refusal.Code).Order(StringComparer.Ordinal)
        );
        Done(both with { Agenda = [both.Agenda[0] with { Vote = VoteMethod.NoVote }] });
        var named = Done(both with { Agenda = [both.Agenda[0] with { Body = MeetingType.DeliberationMeeting }] });
        Assert.Equal([MeetingType.DeliberationMeeting], named.Proceedings!.Agenda[0].Bodies.ToArray());
        var failed = Done(both with { Agenda = [both.Agenda[0] with { Body = MeetingType.RepresentativesAssembly }] });
        Assert.Equal(VoteResult.NoVote, failed.Proceedings!.Agenda[0].Result);
    }

    [Fact]
    public void A_meeting_may_fail_as_one_type_and_stand_as_another()
    {
        var meeting = Done(
            Good with
            {
                Types = [MeetingType.RepresentativesAssembly, MeetingType.DeliberationMeeting],
                Present = 20,
                Women = null,
                AsTalk = true,
                Agenda = [new() { Motion = "路灯", Kind = AgendaKind.Topic }],
            }
        );
        Assert.Equal(MeetingState.Held, meeting.State);
        Assert.Equal(
            ["meeting.consultation", "record.book-entry"],
            MeetingTallies.Made("2023-001", meeting.Proceedings!).Select(record => record.Kind)
        );
    }

    [Fact]
    public void Texts_are_of_usual_length()
    {
        IsRefused("meetings.text", "Place", Good with { Place = new('村', 201) });
        IsRefused("meetings.text", "Agenda[0].Motion", Good with { Agenda = [new() { Motion = new('村', 201) }] });
        IsRefused("meetings.text", "Minutes", Good with { Minutes = new('村', 50_001) });
    }

    [Fact]
    public void All_faults_are_named_at_once() =>
        Assert.True(
            Refusals(new RecordMeeting())
                .Select(refusal => refusal.Code)
                .Intersect(["meetings.no-type", "meetings.no-day", "meetings.no-present", "meetings.no-agenda"])
                .Count() == 4
        );

    [Fact]
    public void Notices_postponements_signatures_and_retractions_are_guarded()
    {
        var notice = new AnnounceMeeting
        {
            Types = [MeetingType.RepresentativesAssembly],
            Day = new(2023, 10, 20),
            Topics = "路灯\n\n水渠",
        };
        IsRefused("meetings.no-type", "Types", notice with { Types = [] });
        IsRefused("meetings.past", "Day", notice with { Day = new(2023, 10, 11) });
        IsRefused("meetings.no-day", "Day", notice with { Day = null });
        IsRefused("meetings.notice-future", "NoticeOn", notice with { NoticeOn = new(2023, 10, 13) });
        IsRefused("meetings.no-agenda", "Topics", notice with { Topics = " \n" });
        var announced = Done(notice);
        Assert.Equal(2, announced.Notice!.Topics.Length);
        IsRefused(
            "meetings.postponed-to",
            "Day",
            new PostponeMeeting { Day = new(2023, 10, 20), Why = PostponementReason.Weather },
            meeting: announced
        );
        IsRefused("meetings.no-reason", "Why", new PostponeMeeting { Day = new(2023, 10, 21) }, meeting: announced);
        IsRefused("meetings.no-reason", "Why", new RetractMeeting(), meeting: announced);
        var held = Done(Good);
        IsRefused("meetings.signed-on", "SignedOn", new SignMinutes { SignedOn = new(2023, 10, 7) }, meeting: held);
        IsRefused("meetings.signed-on", "SignedOn", new SignMinutes { SignedOn = new(2023, 10, 13) }, meeting: held);
        IsRefused("meetings.no-reason", "Why", Good.AsCorrection() with { Why = null }, meeting: held);
        IsRefused("procedure.state", null, new SignMinutes(), meeting: announced);
    }

    [Fact]
    public void Short_notice_follows_from_the_day_of_the_notice()
    {
        var announced = Done(
            new AnnounceMeeting
            {
                Types = [MeetingType.RepresentativesAssembly],
                Day = new(2023, 10, 14),
                Topics = "路灯",
            }
        );
        var held = Done(Representatives("2023-10-14").AsHeld(), "2023-10-15", meeting: announced);
        Assert.Equal(2, held.Proceedings!.NoticeDays);
        Assert.True(held.Proceedings.Quorum[0].ShortNotice);
        Assert.True(MeetingTallies.Made("2023-001", held.Proceedings)[0].Fields["short-notice"].Truth);
    }

    [Theory]
    [InlineData("2025-12-20", false)]
    [InlineData("2026-03-20", true)]
    public void Minutes_of_an_assembly_called_late_remind_of_the_reason_where_the_law_allows_it(string day, bool allowed)
    {
        var (meeting, texts) = Told(Assembly with { Day = DateOnly.Parse(day), NoticeDays = 3 }, day);
        var judged = MeetingPapers
            .Minutes(Village, meeting, texts)
            .Parts.OfType<FieldList>()
            .SelectMany(list => list.Fields)
            .Single(field => field.Name == "法定人数")
            .Value;
        Assert.Contains("通知不足：应提前 10 日通知，实际提前 3 日", judged);
        Assert.Equal(allowed, judged.Contains("特殊情况可以临时通知，原因应在记录里写明", StringComparison.Ordinal));
    }

    [Fact]
    public void After_a_postponement_the_days_of_notice_run_from_the_last_notice()
    {
        var announced = Done(
            new AnnounceMeeting
            {
                Types = [MeetingType.RepresentativesAssembly],
                Day = new(2023, 10, 12),
                Topics = "路灯",
            },
            "2023-10-01"
        );
        var put = new PostponeMeeting
        {
            Day = new(2023, 10, 13),
            NoticeOn = new(2023, 10, 11),
            Why = PostponementReason.Weather,
        };
        IsRefused("meetings.notice-future", "NoticeOn", put with { NoticeOn = new(2023, 10, 13) }, "2023-10-12", meeting: announced);
        var postponed = Done(put, "2023-10-12", meeting: announced);
        Assert.Equal(new DateOnly(2023, 10, 11), postponed.Notice!.NoticeOn);
        var held = Done(Representatives("2023-10-13").AsHeld(), "2023-10-13", meeting: postponed);
        Assert.Equal(2, held.Proceedings!.NoticeDays);
        Assert.True(held.Proceedings.Quorum[0].ShortNotice);

        // Nothing said: it went out on the day it was put off, also for a meeting that had no notice before.
        var talk = Done(Good with { Present = 29, Women = null, AsTalk = true, Agenda = [new() { Motion = "路灯" }] });
        var again = Done(put with { NoticeOn = null, Day = new(2023, 10, 22) }, "2023-10-12", meeting: talk);
        Assert.Equal(10, Done(Representatives("2023-10-22").AsHeld(), "2023-10-22", meeting: again).Proceedings!.NoticeDays);
    }

    [Fact]
    public void Decisions_are_numbered_when_the_minutes_are_signed()
    {
        var held = Done(
            Good with
            {
                Agenda =
                [
                    Good.Agenda[0],
                    new() { Motion = "通报" },
                    Good.Agenda[0] with
                    {
                        Motion = "广场舞时段",
                        For = 15,
                        Against = 16,
                    },
                    Good.Agenda[0] with
                    {
                        Motion = "水渠清淤",
                    },
                ],
            }
        );
        Assert.Empty(held.Resolutions);
        var signed = Done(new SignMinutes(), meeting: held, resolutions: 4);
        Assert.Equal(["〔2023〕5号", "〔2023〕6号"], signed.Resolutions.Select(resolution => resolution.ToString()));
        Assert.Equal([0, 3], signed.Resolutions.Select(resolution => resolution.Item));
        Assert.Equal(signed.Resolutions.ToArray(), signed.NumbersGiven.ToArray());
    }
}
