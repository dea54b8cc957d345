using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;

namespace Cunju.Cli.Commands;

/// <summary><c>cunju evaluate</c>: one line for each unit, obligation and lane (<c>counting.md</c> §2).</summary>
internal static class EvaluateCommand
{
    // The line is a contract: Chinese stays Chinese, and nothing is escaped that JSON does not ask for.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Build()
    {
        var options = new CaseOptions();
        var format = new Option<string>("--format")
        {
            Description = "输出格式：ndjson 或 table / Output format",
            HelpName = "ndjson|table",
            DefaultValueFactory = _ => "ndjson",
        };
        format.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: not ("ndjson" or "table") } token])
            {
                result.AddError($"--format 只有 ndjson 和 table，写的是「{token.Value}」");
            }
        });
        var command = new Command("evaluate", "按清单统计各单位完成情况 / Evaluate units against a list");
        options.AddTo(command);
        command.Add(format);
        command.SetAction(parsed =>
        {
            var asked = options.Read(parsed);
            var units = parsed.GetValue(options.Unit) is { } unit ? [asked.Unit(unit)] : asked.Register.All;
            var output = parsed.InvocationConfiguration.Output;
            var boards = units.Select(each => Evaluator.Evaluate(asked.ListFor(each), asked.Register, each, asked.Records, asked.At));
            if (parsed.GetValue(format) == "table")
            {
                WriteTable(output, asked, boards);
            }
            else
            {
                WriteLines(output, boards);
            }

            return CommandLine.Sound;
        });
        return command;
    }

    private static void WriteLines(TextWriter output, IEnumerable<Scoreboard> boards)
    {
        using var buffer = new MemoryStream();
        using var json = new Utf8JsonWriter(buffer, Plain);
        foreach (var board in boards)
        {
            foreach (var lane in board.Lanes)
            {
                buffer.SetLength(0);
                json.Reset();
                WriteLine(json, board.Unit, lane);
                json.Flush();
                output.Write(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
                output.Write('\n');
            }
        }
    }

    private static void WriteLine(Utf8JsonWriter json, Unit unit, Lane lane)
    {
        json.WriteStartObject();
        json.WriteString("unit", unit.Id);
        json.WriteString("obligation", lane.Obligation.Id);
        json.WriteString("lane", lane.Name);
        json.WriteString("status", lane.Status.Code());
        json.WriteStartArray("progress");
        json.WriteNumberValue(lane.Have);
        json.WriteNumberValue(lane.Need);
        json.WriteEndArray();
        if (lane.Due is { } due)
        {
            json.WriteString("due", due.ToString("yyyy-MM-dd"));
        }
        else
        {
            json.WriteNull("due");
        }

        json.WriteStartArray("records");
        foreach (var record in lane.Records)
        {
            json.WriteStringValue(record);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>进行中 says that somebody is at it; what has not begun, and what has nothing to be done about, is told apart as on the pages.</summary>
    private static string Said(Lane lane, DateOnly asOf) =>
        lane.Status != Status.OnTrack ? lane.Status.Title()
        : lane.Opens > asOf ? "还没到"
        : lane.Need == 0 ? "尚无事项"
        : lane.Status.Title();

    private static void WriteTable(TextWriter output, Case asked, IEnumerable<Scoreboard> boards)
    {
        foreach (var board in boards)
        {
            output.WriteLine($"{board.Unit.NameOn(asked.At.AsOf)}（{board.Unit.Id}）  截至 {asked.At.AsOf:yyyy-MM-dd}  {asked.List.Title}");
            var rows = board
                .Lanes.Where(lane => lane.Status != Status.NotApplicable)
                .Select(lane =>
                    (string[])
                        [
                            $"{lane.Obligation.Measure}",
                            Said(lane, asked.At.AsOf),
                            $"{lane.Have}/{lane.Need}",
                            lane.Due?.ToString("yyyy-MM-dd") ?? "",
                            lane.Name,
                            lane.Obligation.Title,
                        ]
                )
                .ToArray();
            TextTable.Write(output, ["项", "状态", "进度", "最后一日", "期次", "事项"], rows);
            var counts = board
                .Lanes.Where(lane => lane.Status != Status.NotApplicable)
                .OrderByDescending(lane => lane.Status)
                .GroupBy(lane => Said(lane, asked.At.AsOf))
                .Select(group => $"{group.Key} {group.Count()}");
            var left = board.Lanes.Count(lane => lane.Status == Status.NotApplicable);
            output.WriteLine($"共{rows.Length}栏：{string.Join("，", counts)}{(left > 0 ? $"；不适用的{left}栏没有列出" : "")}");
            output.WriteLine();
        }
    }
}
