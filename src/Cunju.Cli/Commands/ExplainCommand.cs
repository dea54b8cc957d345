using System.CommandLine;
using Cunju.Core.TaskLists;

namespace Cunju.Cli.Commands;

/// <summary><c>cunju explain</c>: why one obligation of one unit stands where it stands.</summary>
internal static class ExplainCommand
{
    public static Command Build()
    {
        var options = new CaseOptions();
        options.Unit.Required = true;
        var obligation = new Option<string>("--obligation")
        {
            Description = "事项编号 / Obligation id",
            HelpName = "编号",
            Required = true,
        };
        var command = new Command("explain", "说明一个事项为什么是这个状态 / Explain why an obligation stands where it stands");
        options.AddTo(command);
        command.Add(obligation);
        command.SetAction(parsed =>
        {
            var asked = options.Read(parsed);
            var id = parsed.GetValue(obligation)!;
            if (asked.List.Find(id) is null)
            {
                var near = Core.DataFiles.Findings.Nearest(id, asked.List.Obligations.Select(each => each.Id));
                throw new FaultyInputException(
                    $"清单里没有事项「{id}」；{(near is null ? "cunju list show 可列出全部" : $"是否想写「{near}」?")}"
                );
            }

            var unit = asked.Unit(parsed.GetValue(options.Unit)!);
            Write(
                parsed.InvocationConfiguration.Output,
                asked,
                Explainer.Explain(asked.ListFor(unit), asked.Register, unit, asked.Records, asked.At, asked.ListFor(unit).Find(id)!)
            );
            return CommandLine.Sound;
        });
        return command;
    }

    private static void Write(TextWriter output, Case asked, Explanation why)
    {
        var (obligation, at) = (why.Obligation, why.At);
        output.WriteLine($"{why.Unit.NameOn(at.AsOf)}（{why.Unit.Id}）");
        output.WriteLine($"第{obligation.Measure}项  {obligation.Title}（{obligation.Id}）");
        output.WriteLine(
            $"截至 {at.AsOf:yyyy-MM-dd}"
                + (at.KnownAt is { } known ? $"，按 {known:yyyy-MM-dd} 已知" : "")
                + (at.Since is { } since ? $"，启用日 {since:yyyy-MM-dd}" : "")
        );
        foreach (var lane in why.Lanes)
        {
            output.WriteLine();
            output.WriteLine($"■ {lane.Lane.Name}  {lane.Lane.Status.Title()}  {lane.Lane.Have}/{lane.Lane.Need}");
            output.WriteLine($"  {lane.Sentence}");
            Remarks(output, "计入的记录", lane.Counted, asked);
            Remarks(output, "没有计入的记录", lane.Uncounted, asked);
            foreach (var note in lane.Notes)
            {
                output.WriteLine($"  提示：{note}");
            }

            if (lane.Missing is { } missing)
            {
                output.WriteLine($"  {missing}");
            }

            if (lane.Next is { } next)
            {
                output.WriteLine($"  下一步：{next}");
            }
        }

        output.WriteLine();
        output.WriteLine("依据");
        foreach (var sentence in why.Sentences)
        {
            output.WriteLine($"  {sentence.Id}  {sentence.Text}");
        }

        foreach (var parameter in why.Parameters)
        {
            output.WriteLine($"  {parameter.Name} = {parameter.Value}（{parameter.Origin}）");
        }

        foreach (var reading in why.Readings)
        {
            output.WriteLine($"  {reading.Id}  {reading.Question}");
            output.WriteLine(
                $"       {(reading.SettledBy is { } source ? $"已明确：{source}" : $"待明确，{(reading.Taken is { } taken ? $"暂取「{taken.Title}」" : "不取任何答案")}")}{(reading.Effect is { } effect ? $"（{effect}）" : "")}"
            );
        }
    }

    private static void Remarks(TextWriter output, string title, IReadOnlyCollection<RecordRemark> remarks, Case asked)
    {
        if (remarks.Count == 0)
        {
            return;
        }

        output.WriteLine($"  {title}：");
        foreach (var remark in remarks)
        {
            var kind = asked.List.Kinds.GetValueOrDefault(remark.Record.Kind)?.Title ?? remark.Record.Kind;
            string[] said = [.. new[] { remark.Late }.OfType<string>(), .. remark.Spoken];
            var notes = said is [] ? "" : $"  {string.Join("；", said)}";
            notes += remark.Instead is { } instead ? $"（{instead.Id}）" : "";
            output.WriteLine($"    {remark.Record.On:yyyy-MM-dd}  {kind}  {remark.Record.Id}{notes}");
        }
    }
}
