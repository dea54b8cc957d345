using System.Collections.Immutable;
using Cunju.Core.Places;
using Cunju.Core.Procedures;

namespace Cunju.Core.People;

/// <summary>职务: an office a person may hold in an organisation, and what it may do here.</summary>
public sealed record Office
{
    /// <summary>The stable name (<c>committee-chair</c>).</summary>
    public required string Id { get; init; }

    /// <summary>The title by the kind of organisation; its keys are the kinds that have the office.</summary>
    public required ImmutableDictionary<UnitKind, string> Titles { get; init; }

    /// <summary>The heading under which pages list it (村（居）民委员会).</summary>
    public required string Body { get; init; }

    /// <summary>又称: other words rosters use for it, without 村 or 社区 in front.</summary>
    public ImmutableArray<string> AlsoCalled { get; init; } = [];

    /// <summary>Whether one person at a time holds it.</summary>
    public bool Single { get; init; }

    /// <summary>Whether residents elect it: nobody above may end it (任何组织或者个人不得指定、委派或者撤换).</summary>
    public bool Elected { get; init; }

    /// <summary>How many years a term may last; null when the office has no term.</summary>
    public int? TermYears { get; init; }

    /// <summary>The article of the term.</summary>
    public string? TermSource { get; init; }

    /// <summary>Whether anybody may read who holds it; representatives and heads of groups serve their neighbours, who know them.</summary>
    public bool Public { get; init; }

    /// <summary>Whether only who keeps the unit's accounts may put somebody into it (supervision: those it supervises must not choose it).</summary>
    public bool Key { get; init; }

    /// <summary>What it may do, each with the reason why.</summary>
    public ImmutableArray<Grant> Grants { get; init; } = [];

    /// <summary>Whether a roster that writes this title means it: the title itself, or one of the other words, with 村 or 社区 in front or not.</summary>
    public bool IsCalled(string title, UnitKind kind)
    {
        var bare = Bare(title);
        return Bare(TitleIn(kind)) == bare || AlsoCalled.Any(word => Bare(word) == bare);
    }

    private static string Bare(string title)
    {
        title = title.Replace("社区", "", StringComparison.Ordinal).Replace("（", "(", StringComparison.Ordinal).Split('(')[0].Trim();
        return title.StartsWith('村') && !title.StartsWith("村民", StringComparison.Ordinal) ? title[1..] : title;
    }

    /// <summary>Whether that kind of organisation has the office.</summary>
    public bool In(UnitKind kind) => Titles.ContainsKey(kind);

    /// <summary>Its title in an organisation of that kind.</summary>
    public string TitleIn(UnitKind kind) => Titles.GetValueOrDefault(kind) ?? Titles.Values.FirstOrDefault() ?? Id;
}

/// <summary>授权: permissions and why the office has them.</summary>
public sealed record Grant(ImmutableArray<string> Permissions, string Why);

/// <summary>回避规定: two offices one person, or near kin, must not or had better not hold at the same time.</summary>
/// <param name="Id">The stable name; also the refusal's code after <c>offices.</c> and the mark on a tenure.</param>
/// <param name="One">Offices on one side.</param>
/// <param name="Other">Offices on the other side.</param>
/// <param name="SamePerson">Whether it binds one and the same person.</param>
/// <param name="Kin">Whether it binds declared near kin.</param>
/// <param name="Advice">Advised against only: the tenure is marked, not refused.</param>
/// <param name="Text">The rule in one Chinese sentence.</param>
/// <param name="Sources">Which article says so, for which kinds and from which day.</param>
public sealed record OfficeConflict(
    string Id,
    ImmutableArray<string> One,
    ImmutableArray<string> Other,
    bool SamePerson,
    bool Kin,
    bool Advice,
    string Text,
    ImmutableArray<DatedSource> Sources
)
{
    /// <summary>The article in force for that kind on that day; null when nothing binds.</summary>
    public string? SourceOn(UnitKind kind, DateOnly day) =>
        Sources.Where(source => source.Kinds.Contains(kind) && source.From <= day).MaxBy(source => source.From)?.Text;

    /// <summary>Whether it speaks of these two offices, in either order.</summary>
    public bool Concerns(string office, string another) =>
        (One.Contains(office) && Other.Contains(another)) || (One.Contains(another) && Other.Contains(office));
}

/// <summary>An article and from when it binds which kinds of units.</summary>
public sealed record DatedSource(ImmutableArray<UnitKind> Kinds, DateOnly From, string Text);

/// <summary>职务表: the offices, what they may do, and which do not go together (<c>data/offices.yaml</c>).</summary>
public sealed record OfficeBook(ImmutableArray<Office> All, ImmutableArray<OfficeConflict> Conflicts)
{
    /// <summary>The holder of a one-time link is no office-holder, but it is a right like the others and stands in the same table.</summary>
    public const string LinkHolder = "link-holder";

    /// <summary>Who keeps the machine is no office-holder either: the right is used at the machine only.</summary>
    public const string Operator = "operator";

    /// <summary>村（居）民: anybody, without an account; what a resident may do without signing in stands in the same table.</summary>
    public const string Resident = "resident";

    /// <summary>The office of the first account of a district.</summary>
    public const string Administrator = "administrator";

    /// <summary>No offices.</summary>
    public static readonly OfficeBook Empty = new([], []);

    /// <summary>The office of that name; null when there is none.</summary>
    public Office? Find(string id) => All.FirstOrDefault(office => office.Id == id);

    /// <summary>What these offices may do together.</summary>
    public ImmutableHashSet<string> PermissionsOf(IEnumerable<string> offices) =>
        [.. offices.Select(Find).OfType<Office>().SelectMany(office => office.Grants).SelectMany(grant => grant.Permissions)];

    /// <summary>The titles of the offices that hold a permission, each once, for documents.</summary>
    public IEnumerable<string> TitlesWith(Permission permission) =>
        All.Where(office => office.Grants.Any(grant => grant.Permissions.Contains(permission.Id)))
            .Select(office =>
                office.Id switch
                {
                    LinkHolder => "一次性链接持有人",
                    Operator => "服务器维护人员",
                    Resident => "村（居）民（不用登录）",
                    _ => office.Titles.OrderBy(title => title.Key).First().Value,
                }
            )
            .Distinct();

    /// <summary>Whether the office is a key of the unit: it keeps the accounts, or it supervises. Whoever could put people into it would hold the unit in his hands,
    /// so only who keeps its accounts may.</summary>
    public bool IsKey(string office) => Find(office) is { Key: true } || PermissionsOf([office]).Contains(AccountProcedure.Keep.Id);

    /// <summary>The offices of an organisation of that kind, in the order of the file.</summary>
    public IEnumerable<Office> Of(UnitKind kind) => All.Where(office => office.In(kind));
}
