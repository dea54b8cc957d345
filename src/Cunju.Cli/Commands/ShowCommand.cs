using System.CommandLine;
using System.Text.Json;
using Cunju.App;
using Cunju.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Cunju.Cli.Commands;

/// <summary><c>cunju show UNIT [PROCEDURE [NUMBER]]</c>: what a unit has, one procedure's cases, or one case with its journal.</summary>
internal static class ShowCommand
{
    private static readonly JsonSerializerOptions Indented = new(CellJson.Options) { WriteIndented = true };

    public static Command Build()
    {
        var store = new StoreOptions();
        var unit = new Argument<string>("UNIT") { Description = "单位的代码或名称 / Unit, by code or name", HelpName = "单位" };
        var procedure = new Argument<string?>("PROCEDURE")
        {
            Description = "程序，如 meetings / Procedure",
            HelpName = "程序",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var number = new Argument<string?>("NUMBER")
        {
            Description = "编号，如 2023-001 / Number",
            HelpName = "编号",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("show", "查看单位、事项和日志 / Show a unit, its cases and their journal") { unit, procedure, number };
        store.AddTo(command);
        command.SetAction(
            async (parsed, cancel) =>
            {
                var cell = await store.Open(parsed, cancel);
                await using var db = cell.Open();
                var place = Lookup.Unit(await cell.Register(db, cancel), parsed.GetValue(unit)!, cell.Today);
                var output = parsed.InvocationConfiguration.Output;
                var lines = db.Journal.AsNoTracking().Where(line => line.Unit == place.Id);
                if (parsed.GetValue(procedure) is not { } name)
                {
                    output.WriteLine($"{place.NameOn(cell.Today)}（{place.Id}）");
                    var counts = await lines
                        .Where(line => line.Version == 1)
                        .GroupBy(line => line.Procedure)
                        .Select(group => new { group.Key, Count = group.Count() })
                        .ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
                    TextTable.Write(
                        output,
                        ["程序", "名称", "件数"],
                        [
                            .. Modules
                                .All.SelectMany(module => module.Procedures)
                                .Select(each => new[] { each.Name, each.Title, $"{counts.GetValueOrDefault(each.Name)}" }),
                        ]
                    );
                    return CommandLine.Sound;
                }

                var table = Lookup.Procedure(name);
                var cases = Lookup.Cases(db, table).Where(@case => @case.Unit == place.Id);
                if (parsed.GetValue(number) is not { } which)
                {
                    var all = await cases.OrderBy(@case => @case.Number).ToListAsync(cancel);
                    TextTable.Write(
                        output,
                        ["编号", "版次", "状态"],
                        [.. all.Select(@case => new[] { @case.Number, $"{@case.Version}", Lookup.State(table, @case) })]
                    );
                    return CommandLine.Sound;
                }

                var found =
                    await cases.SingleOrDefaultAsync(@case => @case.Number == which, cancel)
                    ?? throw new FaultyInputException($"{place.ShortNameOn(cell.Today)}没有「{table.Title}」{which}。");
                output.WriteLine($"/{place.Id}/{table.Name}/{which}  {Lookup.State(table, found)}");
                output.WriteLine(JsonSerializer.Serialize(found, table.CaseType, Indented));
                var own = await lines
                    .Where(line => line.Procedure == table.Name && line.Number == which)
                    .OrderBy(line => line.Version)
                    .ToListAsync(cancel);
                TextTable.Write(
                    output,
                    ["版次", "时间", "办理单位", "事实"],
                    [
                        .. own.Select(line =>
                            new[]
                            {
                                $"{line.Version}",
                                $"{new DateTimeOffset(line.Moment, TimeSpan.Zero).ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd HH:mm:ss}",
                                $"{line.Organisation}-{line.Seq}",
                                line.Fact,
                            }
                        ),
                    ]
                );
                return CommandLine.Sound;
            }
        );
        return command;
    }
}
