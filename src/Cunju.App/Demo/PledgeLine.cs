using Cunju.Core.Assemblies;
using static Cunju.App.Demo.Gathering;

namespace Cunju.App.Demo;

/// <summary>履职承诺: the pledges at the year's first meeting of representatives, their posting and their filing.</summary>
public sealed class PledgeLine : IStoryLine
{
    /// <inheritdoc/>
    public IEnumerable<Scene> Of(Stage stage)
    {
        if (!stage.GovernsItself)
        {
            return [];
        }

        var draw = stage.Draw("pledge");
        var people = stage.IsVillage(new(Stage.Year, 2, 1)) ? "村民" : "居民";
        var day = stage.Day(draw, 2, 2, 16);
        var present = Came(draw, stage.Figures.AssemblyMembers, 74);
        var plan = stage.Topic("决", day, draw);
        var posted = stage.After(day, draw.Between(1, 3));
        return
        [
            .. new Gathering(stage, draw, day, MeetingType.RepresentativesAssembly)
            {
                Notice = draw.Between(4, 8),
                Eligible = stage.Figures.AssemblyMembers,
                Present = present,
                Observers = [Observer.Supervisors, Observer.Township],
                Subjects = [$"{people}委员会成员履职承诺", plan.Subject],
                Agenda =
                [
                    Heard(AgendaKind.Pledge, $"{people}委员会{Figures.Committee}名成员结合分工作出年度履职承诺"),
                    Decided(draw, AgendaKind.General, plan.Result, present),
                ],
                Minutes =
                    $"一、{Figures.Committee}名成员逐一作出本年度履职承诺，代表当场提问，承诺事项会后张贴。\n二、{plan.Subject}。{plan.Talk}。经表决：{plan.Result}。",
            }.Scenes(),
            stage.Noted("promise.posted", posted, "承诺事项在公开栏公告，留有意见电话。").InCase($"{Stage.Year}"),
            stage
                .Noted(
                    "promise.filed",
                    stage.After(posted, draw.Between(1, 4)),
                    "承诺事项已报镇街备案。",
                    ("number", $"备〔{Stage.Year}〕{draw.Between(1, 60)}号")
                )
                .InCase($"{Stage.Year}")
                .With("receipt"),
        ];
    }
}
