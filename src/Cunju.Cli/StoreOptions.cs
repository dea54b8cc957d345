using System.CommandLine;
using Cunju.App.Storage;

namespace Cunju.Cli;

/// <summary>The options that say where a district's data lies: <c>--data DIR</c> or <c>--postgres CONNECTION</c>, and which district where there are several.</summary>
internal sealed class StoreOptions
{
    private readonly Option<string> data = new("--data")
    {
        Description = "数据文件夹（SQLite）/ Folder of the data (SQLite)",
        HelpName = "文件夹",
        DefaultValueFactory = _ => "cunju-data",
    };

    private readonly Option<string?> postgres = new("--postgres")
    {
        Description = "PostgreSQL 连接 / Connection to PostgreSQL",
        HelpName = "连接",
    };

    private readonly Option<string?> district = new("--district")
    {
        Description = "区县的六位区划代码 / Six-digit code of the district",
        HelpName = "代码",
    };

    private readonly Option<string> rules = new("--rules")
    {
        Description = "清单、法条、职务所在文件夹 / Folder of lists, laws and offices",
        HelpName = "文件夹",
        DefaultValueFactory = _ => DataFolder.Shipped,
    };

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[data, postgres, district, rules])
        {
            command.Add(option);
        }
    }

    /// <summary>The district that was named; null when none was.</summary>
    public string? District(ParseResult parsed) => parsed.GetValue(district);

    /// <summary>Lists, laws and offices.</summary>
    public DataFolder Rules(ParseResult parsed) => DataFolder.Read(parsed.GetValue(rules)!);

    /// <summary>The place of that district's data, whether or not there is anything.</summary>
    public CellStore At(ParseResult parsed, string code) =>
        parsed.GetValue(postgres) is { } connection
            ? new PostgresStore(Checked(connection), code)
            : new SqliteStore(parsed.GetValue(data)!, code);

    /// <summary>The place of the data that is there.</summary>
    public async Task<CellStore> Find(ParseResult parsed, CancellationToken cancel) =>
        District(parsed) is { } code ? At(parsed, code)
        : parsed.GetValue(postgres) is { } connection ? await PostgresStore.Only(Checked(connection), cancel)
        : SqliteStore.Only(parsed.GetValue(data)!);

    /// <summary>The opened cell.</summary>
    public async Task<Cell> Open(ParseResult parsed, CancellationToken cancel) =>
        await (await Find(parsed, cancel)).Open(Rules(parsed), TimeProvider.System, cancel);

    private static string Checked(string connection)
    {
        try
        {
            return new Npgsql.NpgsqlConnectionStringBuilder(connection).ConnectionString;
        }
        catch (ArgumentException fault)
        {
            throw new FaultyInputException(
                $"--postgres 的写法有误：{fault.Message}；按 Host=127.0.0.1;Database=cunju;Username=cunju 的样子写"
            );
        }
    }
}
