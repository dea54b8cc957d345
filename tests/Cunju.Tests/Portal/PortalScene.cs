using Cunju.Core.Assemblies;
using Cunju.Core.People;
using Cunju.Core.Registry;
using Cunju.Tests.Shell;

namespace Cunju.Tests.Portal;

/// <summary>A community with something to read and much that must not be read: meetings of every kind and state, people with and without consent.</summary>
internal static class PortalScene
{
    public const string Unit = TestCell.Community;

    /// <summary>What is in the store and must stand on no page for everybody.</summary>
    public static readonly string[] Inner =
    [
        "林某丙家的院坝",
        "主持人林某丁",
        "大家发言的记录",
        "还没有签字的议题",
        "流会的议题",
        "撤回的议题",
        "党员大会的议题",
        "监委会的议题",
        "更正之后未签",
        "500112194901011234",
        "评议林某戊",
        "13800001111",
        "13800002222",
        "林代表",
        "023-67800009",
    ];

    public static async Task Tell(TestSite site)
    {
        await Story.Tell(site);
        await Tell(site.Cell);
    }

    /// <summary>The same without the rest of the year.</summary>
    public static async Task Tell(TestCell cell)
    {
        var everyone = cell.Everyone(Unit);
        var clerk = everyone with { Permissions = everyone.Permissions.Remove(Meetings.Supervision.Id) };
        await cell.Does(
            clerk,
            ProfileProcedure.Table,
            Unit,
            null,
            new StartProfile
            {
                Item = ProfileKey.OfficePhone,
                Value = "023-67210000",
                From = new(2023, 1, 1),
            }
        );
        await Holds("committee-chair", "林某甲", phone: "023-67210001", mobile: "13800001111");
        await Holds("committee-deputy", "林某乙", mobile: "13800003333", consent: true);
        await Holds("clerk", "林某己", mobile: "13800002222");
        await Holds("representative", "林代表", phone: "023-67800009");

        await Signed(
            Held("2023-09-20", MeetingType.ResidentsAssembly, Item("电动车充电棚建在三号楼东侧", 1016, 4), Item("院坝停车收费", 400, 620))
        );
        await Signed(Held("2023-09-12", MeetingType.DeliberationMeeting, new AgendaRow { Motion = "楼道堆物怎么清理" }));
        await Signed(
            Held(
                "2023-08-28",
                MeetingType.RepresentativesAssembly,
                Item("养老服务站改造方案", 26, 0) with
                {
                    Vote = VoteMethod.Unanimous,
                },
                Item("评议林某戊", 25, 1) with
                {
                    Kind = AgendaKind.Appraisal,
                },
                Item("救助 500112194901011234", 26, 0)
            )
        );
        await Signed(Held("2023-08-20", MeetingType.PartyMembersMeeting, Item("党员大会的议题", 26, 0)));
        await Does(Held("2023-10-08", MeetingType.RepresentativesAssembly, Item("还没有签字的议题", 26, 0)));
        await Does(
            Held("2023-09-05", MeetingType.ResidentsAssembly, new AgendaRow { Motion = "流会的议题" }) with
            {
                Present = 400,
                AsTalk = true,
            }
        );
        var taken = await Signed(Held("2023-09-06", MeetingType.RepresentativesAssembly, Item("撤回的议题", 26, 0)));
        await Step(taken, new RetractMeeting { Why = RetractionReason.Duplicate });
        var mended = await Signed(Held("2023-09-07", MeetingType.RepresentativesAssembly, Item("更正之前", 26, 0)));
        await Step(
            mended,
            Assemblies.MeetingScene.AsCorrection(Held("2023-09-07", MeetingType.RepresentativesAssembly, Item("更正之后未签", 26, 0)))
        );
        await cell.Does(
            cell.As(Unit, Meetings.Supervision),
            Meetings.Procedure,
            Unit,
            null,
            Held("2023-09-25", MeetingType.SupervisionMeeting, new AgendaRow { Motion = "监委会的议题" })
        );
        await cell.Does(
            clerk,
            Meetings.Procedure,
            Unit,
            null,
            new AnnounceMeeting
            {
                Types = [MeetingType.DeliberationMeeting],
                Day = new(2023, 10, 20),
                Start = new(14, 30),
                Place = "社区会议室",
                Topics = "冬季用气安全\n小区门禁怎么管",
            }
        );

        async Task Holds(string office, string name, string? phone = null, string? mobile = null, bool consent = false) =>
            await cell.Does(
                clerk,
                TenureProcedure.Table,
                Unit,
                null,
                new AppointToOffice
                {
                    Office = office,
                    Name = name,
                    From = new(2021, 3, 1),
                    OfficePhone = phone,
                    Mobile = mobile,
                    MobilePublic = consent,
                }
            );

        async Task<string> Does(RecordMeeting act) => (await cell.Does(clerk, Meetings.Procedure, Unit, null, act)).Key.Number;

        async Task<string> Signed(RecordMeeting act)
        {
            var number = await Does(act);
            await Step(number, new SignMinutes());
            return number;
        }

        async Task Step(string number, Core.Procedures.Act act)
        {
            var version = (await cell.Find<Meeting>(new(Unit, "meetings", number))).Version;
            await cell.Does(clerk, Meetings.Procedure, Unit, number, act with { Seen = version });
        }
    }

    public static RecordMeeting Held(string day, MeetingType type, params AgendaRow[] agenda)
    {
        var all = type == MeetingType.ResidentsAssembly;
        return new()
        {
            Types = [type],
            Day = DateOnly.Parse(day),
            Place = "林某丙家的院坝",
            Chair = "主持人林某丁",
            Minutes = "大家发言的记录",
            Mode = all ? CountingMode.Households : null,
            Eligible = all ? 1860 : 30,
            Present = all ? 1022 : 26,
            Agenda = [.. agenda],
        };
    }

    public static AgendaRow Item(string motion, int yes, int no) =>
        new()
        {
            Motion = motion,
            Vote = VoteMethod.ShowOfHands,
            For = yes,
            Against = no,
        };
}
