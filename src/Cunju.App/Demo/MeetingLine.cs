using Cunju.Core.Assemblies;
using static Cunju.App.Demo.Gathering;

namespace Cunju.App.Demo;

/// <summary>会议: the assemblies, the representatives and the regular meetings of committees, party and groups.</summary>
public sealed class MeetingLine : IStoryLine
{
    private static readonly (int Month, int From, int To)[] VillageQuarters = [(4, 10, 27), (7, 3, 21), (9, 4, 27)];
    private static readonly (int Month, int From, int To)[] CommunityHalves = [(9, 4, 27)];

    /// <inheritdoc/>
    public IEnumerable<Scene> Of(Stage stage) =>
        stage.GovernsItself ? [.. Assembly(stage), .. Representatives(stage), .. Regular(stage)] : [];

    /// <summary>村（居）民会议: four in five units have held theirs by autumn; of the others the notices hang already.</summary>
    private static IEnumerable<Scene> Assembly(Stage stage)
    {
        var draw = stage.Draw("assembly");
        var isLate = draw.Percent(18);
        var day = isLate ? stage.Day(draw, 10, 20, 25) : stage.Day(draw, draw.Pick<int>([3, 3, 4, 5, 6, 8]), 11, 27);
        var village = stage.IsVillage(day);
        var mode =
            village ? CountingMode.Households
            : draw.Percent(70) ? CountingMode.Representatives
            : CountingMode.Households;
        var eligible = mode == CountingMode.Representatives ? stage.Figures.Representatives : stage.Figures.Households;
        var present = Came(draw, eligible, village ? 68 : 53);
        var (people, rules) = village ? ("村民", "村规民约") : ("居民", "居民公约");
        var topic = stage.Topic("决", day, draw);
        var figures = stage.Figures;
        return new Gathering(stage, draw, day, MeetingType.ResidentsAssembly)
        {
            Notice = 12,
            Mode = mode,
            Eligible = eligible,
            Present = present,
            Observers = [Observer.Supervisors, Observer.Township],
            Subjects = ["听取上年度工作报告", $"复审{rules}", topic.Subject],
            Agenda =
            [
                Heard(AgendaKind.WorkReport, "听取上年度工作报告和财务收支情况"),
                Decided(draw, AgendaKind.Covenant, $"{rules}经复审继续执行，补充邻里相处和移风易俗两条", present),
                Decided(draw, AgendaKind.General, topic.Result, present),
            ],
            Minutes =
                $"全体{people}会议。主任报告上年度工作，文书报告收支，监委会报告监督情况。\n"
                + $"复审{rules}：逐条念读，保留原有条款，补充两条。\n{topic.Subject}：{topic.Talk}。表决：{topic.Result}。\n"
                + $"全{(village ? "村" : "社区")}{figures.Households}户，本次会议提前十二天张贴通知并由{(village ? "组长" : "楼栋长")}上门告知。",
            EnteredAfter = draw.Percent(10) ? draw.Between(2, 5) : 0,
        }.Scenes();
    }

    /// <summary>代表会议: villages each quarter, communities each half-year. February's, with the pledges, is told by <see cref="PledgeLine"/>.</summary>
    private static IEnumerable<Scene> Representatives(Stage stage)
    {
        var draw = stage.Draw("representatives");
        foreach (var (month, from, to) in stage.IsVillage(new(Stage.Year, 4, 1)) ? VillageQuarters : CommunityHalves)
        {
            // The fourth of a village's year may as well come after the harvest.
            var isLater = month == 9 && stage.IsVillage(new(Stage.Year, 9, 1)) && draw.Percent(45);
            var day = isLater ? stage.Day(draw, 10, 16, 27) : stage.Day(draw, month, from, to);
            var present = Came(draw, stage.Figures.AssemblyMembers, 72);
            var (one, two) = (stage.Topic("决", day, draw), stage.Topic("决", day, draw));
            foreach (
                var scene in new Gathering(stage, draw, day, MeetingType.RepresentativesAssembly)
                {
                    Notice = draw.Between(4, 7),
                    Eligible = stage.Figures.AssemblyMembers,
                    Present = present,
                    Observers = [Observer.Supervisors],
                    Subjects = [one.Subject, two.Subject],
                    Agenda =
                    [
                        Decided(draw, AgendaKind.General, one.Result, present),
                        draw.Percent(80)
                            ? Decided(draw, AgendaKind.General, two.Result, present)
                            : Heard(AgendaKind.General, $"{two.Subject}：听取情况，下次会议再议"),
                    ],
                    Minutes =
                        $"一、{one.Subject}。{one.Talk}。经表决：{one.Result}。\n二、{two.Subject}。{two.Talk}。\n三、监委会列席并对表决过程进行了监督，没有提出异议。",
                    EnteredAfter = draw.Percent(8) ? draw.Between(1, 6) : 0,
                }.Scenes()
            )
            {
                yield return scene;
            }
        }
    }

    /// <summary>村（居）委会会议、党员大会、小组会议: no list counts them, and they are what a unit's weeks are made of.</summary>
    private static IEnumerable<Scene> Regular(Stage stage)
    {
        var draw = stage.Draw("regular");
        var figures = stage.Figures;
        return
        [
            .. from at in new[] { (3, 6, 24), (5, 8, 26), (8, 7, 25) }
            from scene in Usual(at, "委", MeetingType.CommitteeMeeting, Figures.Committee, draw.Between(4, 5))
            select scene,
            .. from at in new[] { (2, 13, 24), (6, 19, 30), (9, 4, 22) }
            from scene in Usual(at, "党", MeetingType.PartyMembersMeeting, figures.PartyMembers, Came(draw, figures.PartyMembers, 62))
            select scene,
            .. Group(),
        ];

        IEnumerable<Scene> Group()
        {
            var homes = figures.Households / figures.Groups;
            return stage.IsVillage(new(Stage.Year, 5, 1)) && draw.Percent(60)
                ? Usual((draw.Between(4, 9), 5, 25), "组", MeetingType.GroupMeeting, homes, Came(draw, homes, 70), CountingMode.Households)
                : [];
        }

        // The notice went round by word of mouth: the meeting is entered when it is over.
        IEnumerable<Scene> Usual(
            (int Month, int From, int To) at,
            string kind,
            MeetingType type,
            int eligible,
            int present,
            CountingMode? mode = null
        )
        {
            var day = stage.Day(draw, at.Month, at.From, at.To);
            var topic = stage.Topic(kind, day, draw);
            return new Gathering(stage, draw, day, type)
            {
                Mode = mode,
                Eligible = eligible,
                Present = present,
                Agenda = [Decided(draw, AgendaKind.General, $"{topic.Subject}：{topic.Result}", present)],
                Minutes = $"{topic.Subject}。{topic.Talk}。议定：{topic.Result}。",
                EnteredAfter = draw.Percent(7) ? draw.Between(1, 4) : 0,
            }.Scenes();
        }
    }
}
