using System.Collections.Immutable;
using Cunju.Core.Places;
using Cunju.Core.Procedures;

namespace Cunju.Core.Registry;

/// <summary>单位名册的维护: how the register of a district begins and changes. Every change has a day, so that a question about 2023 is answered with 2023.</summary>
public static class PlaceProcedure
{
    /// <summary>May keep the register of the district.</summary>
    public static readonly Permission Keep = new("places.keep", "维护单位名册");

    private const string Source = "《国家统计局统计用区划代码》；村改居、合并、更名以批复为准";

    /// <summary>No place of any register changed before this day.</summary>
    private static readonly DateOnly Founding = new(1949, 10, 1);

    private static readonly PlaceRegisterState[] Kept = [PlaceRegisterState.Kept];

    /// <summary>The table.</summary>
    public static readonly Procedure<PlaceRegister, PlaceRegisterState, PlaceFact> Table = new Procedure<
        PlaceRegister,
        PlaceRegisterState,
        PlaceFact
    >("places", "单位名册", Source, _ => PlaceRegisterState.Kept, After)
        .State(PlaceRegisterState.Kept, "在册")
        .Knows<Register>()
        .Registers()
        .Opens<ImportPlaces>("导入名册", Kept, Keep, (act, _) => new PlacesImported(InOrder(act.Rows)), NothingIsImportedYet, RowsAreWhole)
        .Step<UpdatePlaces>(
            "更新名册",
            Kept,
            Kept,
            Keep,
            (_, act, _) => new PlacesUpdated(act.From!.Value, InOrder(act.Rows), [.. act.Gone.Order(StringComparer.Ordinal)]),
            DayIsGiven,
            SomethingDiffers,
            UpdatedRowsAreWhole
        )
        .Step<AddPlace>(
            "新设单位",
            Kept,
            Kept,
            Keep,
            (_, act, _) =>
                new PlaceAdded(
                    new()
                    {
                        Code = act.Code,
                        Kind = act.Kind,
                        Name = act.Name,
                        Parent = act.Parent,
                    },
                    act.From!.Value,
                    act.Succeeds
                ),
            DayIsGiven,
            CodeIsFree,
            AddedRowIsWhole
        )
        .Step<ChangeKind>(
            "村改居等类别变更",
            Kept,
            Kept,
            Keep,
            (_, act, _) => new KindChanged(act.Code, act.Kind, act.From!.Value),
            DayIsGiven,
            PlaceIsThere,
            KindFitsTheCode,
            KindChangesLater
        )
        .Step<RenamePlace>(
            "更名",
            Kept,
            Kept,
            Keep,
            (_, act, _) => new PlaceRenamed(act.Code, act.Name, act.From!.Value),
            DayIsGiven,
            PlaceIsThere,
            NameIsGiven,
            NameChangesLater
        )
        .Step<MovePlace>(
            "划转",
            Kept,
            Kept,
            Keep,
            (_, act, _) => new PlaceMoved(act.Code, act.Parent, act.From!.Value),
            DayIsGiven,
            PlaceIsThere,
            NewParentIsThere,
            ParentChangesLater
        )
        .Step<MergePlaces>(
            "合并",
            Kept,
            Kept,
            Keep,
            (_, act, _) => new PlacesMerged(act.Codes, act.Into, act.From!.Value),
            DayIsGiven,
            MergedIntoIsThere,
            MergedOnesAreThere
        )
        .Step<ClosePlace>(
            "撤销",
            Kept,
            Kept,
            Keep,
            (_, act, _) => new PlaceClosed(act.Code, act.LastDay!.Value),
            DayIsGiven,
            PlaceIsThere,
            NothingLiesBelow
        )
        .Step<CorrectPlace>(
            "更正",
            Kept,
            Kept,
            Keep,
            (_, act, _) => new PlaceCorrected(act.Code, act.Name, act.Kind, act.Parent, act.Alias),
            PlaceIsThere,
            SomethingIsCorrected
        );

    private static PlaceRegister After(PlaceRegister? before, PlaceFact fact) =>
        fact switch
        {
            PlacesImported imported => new() { Rows = [.. imported.Rows.Select(row => New(row, null, []))] },
            PlacesUpdated updated => Update(before!, updated),
            PlaceAdded added => Ordered(before!, before!.Rows.Add(New(added.Row, added.From, added.Succeeds))),
            KindChanged changed => Change(
                before!,
                changed.Code,
                row => row with { Kinds = row.Kinds.Add(new(changed.From, changed.Kind)) }
            ),
            PlaceRenamed renamed => Change(
                before!,
                renamed.Code,
                row => row with { Names = row.Names.Add(new(renamed.From, renamed.Name)) }
            ),
            PlaceMoved moved => Change(before!, moved.Code, row => row with { Parents = row.Parents.Add(new(moved.From, moved.Parent)) }),
            PlacesMerged merged => before! with
            {
                Rows =
                [
                    .. before.Rows.Select(row =>
                        row.Code == merged.Into ? row with { Succeeds = row.Succeeds.AddRange(merged.Codes) }
                        : merged.Codes.Contains(row.Code) ? row with { To = merged.From.AddDays(-1) }
                        : row
                    ),
                ],
            },
            PlaceClosed closed => Change(before!, closed.Code, row => row with { To = closed.LastDay }),
            PlaceCorrected corrected => Change(before!, corrected.Code, row => Correct(row, corrected)),
            _ => throw new InvalidOperationException(fact.GetType().Name),
        };

    private static PlaceRegister Update(PlaceRegister before, PlacesUpdated updated)
    {
        var rows = before.Rows.ToDictionary(row => row.Code, StringComparer.Ordinal);
        foreach (var row in updated.Rows)
        {
            rows[row.Code] = rows.TryGetValue(row.Code, out var old)
                ? old with
                {
                    Kinds = Extend(old.Kinds, updated.From, row.Kind),
                    Names = Extend(old.Names, updated.From, row.Name),
                    Parents = row.Parent is null ? old.Parents : Extend(old.Parents, updated.From, row.Parent),
                    To = null,
                }
                : New(row, updated.From, []);
        }

        foreach (var code in updated.Gone)
        {
            rows[code] = rows[code] with { To = updated.From.AddDays(-1) };
        }

        return Ordered(before, rows.Values);
    }

    private static Place New(PlaceRow row, DateOnly? from, ImmutableArray<string> succeeds) =>
        new()
        {
            Code = row.Code,
            Kinds = [new(DateOnly.MinValue, row.Kind)],
            Names = [new(DateOnly.MinValue, row.Name)],
            Parents = row.Parent is null ? [] : [new(DateOnly.MinValue, row.Parent)],
            From = from,
            Succeeds = succeeds,
        };

    private static ImmutableArray<Dated<T>> Extend<T>(ImmutableArray<Dated<T>> line, DateOnly from, T value) =>
        line.Length > 0 && EqualityComparer<T>.Default.Equals(line[^1].Value, value) ? line : line.Add(new(from, value));

    private static Place Correct(Place row, PlaceCorrected corrected) =>
        row with
        {
            Names = corrected.Name is { } name ? row.Names.SetItem(row.Names.Length - 1, row.Names[^1] with { Value = name }) : row.Names,
            Kinds = corrected.Kind is { } kind ? row.Kinds.SetItem(row.Kinds.Length - 1, row.Kinds[^1] with { Value = kind }) : row.Kinds,
            Parents = corrected.Parent is { } parent
                ? row.Parents.SetItem(row.Parents.Length - 1, row.Parents[^1] with { Value = parent })
                : row.Parents,
            Aliases = corrected.Alias is { } alias ? row.Aliases.Add(alias) : row.Aliases,
        };

    private static PlaceRegister Change(PlaceRegister before, string code, Func<Place, Place> change) =>
        before with
        {
            Rows = [.. before.Rows.Select(row => row.Code == code ? change(row) : row)],
        };

    private static PlaceRegister Ordered(PlaceRegister before, IEnumerable<Place> rows) =>
        before with
        {
            Rows = [.. rows.OrderBy(row => row.Code, StringComparer.Ordinal)],
        };

    private static ImmutableArray<PlaceRow> InOrder(ImmutableArray<PlaceRow> rows) =>
        [.. rows.OrderBy(row => row.Code, StringComparer.Ordinal)];

    private static Refusal? NothingIsImportedYet(ImportPlaces act, Occasion at) =>
        at.Known.Get<Register>().All.Length <= 1
            ? null
            : new("places.imported", "名册已经导入过。新的区划数据请用「更新名册」，会先列出变动。");

    private static Refusal? RowsAreWhole(ImportPlaces act, Occasion at) =>
        act.Rows.Count(row => row.Code == at.Unit.Id) != 1 ? new("places.bureau", "名册里应有区民政局自己的一行（六位代码）。")
        : Twice(act.Rows) is { } twice ? twice
        : FirstFault(act.Rows, at.Unit.Id, [.. act.Rows.Select(row => row.Code)]);

    private static Refusal? DayIsGiven(PlaceRegister register, IDatedAct act, Occasion at) =>
        act.Day is { } day && day >= Founding
            ? null
            : new("places.day", "请写批复的日期。", null, act is ClosePlace ? nameof(ClosePlace.LastDay) : nameof(AddPlace.From));

    private static Refusal? SomethingDiffers(PlaceRegister register, UpdatePlaces act, Occasion at) =>
        act.Rows.IsEmpty && act.Gone.IsEmpty ? new("places.same", "没有变动，不必更新。") : null;

    private static Refusal? UpdatedRowsAreWhole(PlaceRegister register, UpdatePlaces act, Occasion at) =>
        act.Gone.FirstOrDefault(code => !StandsBefore(register, code, act.From) || code == at.Unit.Id) is { } stranger
            ? new("places.unknown", $"那一天以前，名册里没有 {stranger} 这个在册单位。")
        : Twice(act.Rows) is { } twice ? twice
        : act.Rows.FirstOrDefault(row => at.Known.Get<Register>().Find(row.Code) is { } other && other.Id != row.Code) is { } taken
            ? new("places.taken", $"代码 {taken.Code} 已经有单位使用。")
        : FirstFault(act.Rows, at.Unit.Id, [.. register.Rows.Select(row => row.Code), .. act.Rows.Select(row => row.Code)]);

    private static Refusal? AddedRowIsWhole(PlaceRegister register, AddPlace act, Occasion at) =>
        FirstFault(
            [
                new()
                {
                    Code = act.Code,
                    Kind = act.Kind,
                    Name = act.Name,
                    Parent = act.Parent,
                },
            ],
            at.Unit.Id,
            [.. register.Rows.Select(row => row.Code)]
        );

    private static Refusal? CodeIsFree(PlaceRegister register, AddPlace act, Occasion at) =>
        at.Known.Get<Register>().Find(act.Code) is null
            ? null
            : new("places.taken", $"代码 {act.Code} 已经有单位使用。", null, nameof(act.Code));

    private static Refusal? Twice(ImmutableArray<PlaceRow> rows) =>
        rows.GroupBy(row => row.Code).FirstOrDefault(group => group.Skip(1).Any()) is { } twice
            ? new("places.twice", $"代码 {twice.Key} 在名册里出现了两次。")
            : null;

    /// <summary>The first row that cannot stand: code, name, kind and the unit above must fit together.</summary>
    private static Refusal? FirstFault(ImmutableArray<PlaceRow> rows, string district, HashSet<string> codes)
    {
        foreach (var row in rows)
        {
            var parentLength = row.Code.Length switch
            {
                6 => 0,
                9 => 6,
                _ => 9,
            };
            var fault =
                row.Code.Length is not (6 or 9 or 12)
                || !row.Code.All(char.IsAsciiDigit)
                || !row.Code.StartsWith(district, StringComparison.Ordinal)
                    ? $"代码「{row.Code}」应为 {district} 开头的 9 位或 12 位数字"
                : row.Name.Trim().Length == 0 ? $"代码 {row.Code} 没有名称"
                : !Fits(row.Kind, row.Code) ? $"代码 {row.Code} 的位数与类别不符"
                : parentLength == 0 ? null
                : row.Parent is null || row.Parent.Length != parentLength || !codes.Contains(row.Parent)
                    ? $"代码 {row.Code} 的上级「{row.Parent}」不在名册里"
                : null;
            if (fault is not null)
            {
                return new("places.row", fault + "。");
            }
        }

        return null;
    }

    private static bool Fits(UnitKind kind, string code) =>
        kind switch
        {
            UnitKind.Bureau => code.Length == 6,
            UnitKind.Township => code.Length == 9,
            UnitKind.Village or UnitKind.Community or UnitKind.Other => code.Length == 12,
        };

    private static Refusal? PlaceIsThere(PlaceRegister register, IAboutPlace act, Occasion at) =>
        IsThere(register, act.Code, act.Day, at, "Code");

    private static Refusal? MergedIntoIsThere(PlaceRegister register, MergePlaces act, Occasion at) =>
        act.Into.Length == 12
            ? IsThere(register, act.Into, act.From, at, nameof(act.Into))
            : new("places.merge", "只能并入一个村（居）（12 位代码）。", null, nameof(act.Into));

    private static Refusal? IsThere(PlaceRegister register, string code, DateOnly? day, Occasion at, string field) =>
        register.Find(code) is not { } row ? new("places.unknown", $"名册里没有代码「{code}」。", null, field)
        : row.To is { } to && (day is null || day > to) ? new("places.closed", $"这个单位已于 {to:yyyy-MM-dd} 撤销。", null, field)
        : day < row.From ? new("places.before", $"这个单位 {row.From:yyyy-MM-dd} 才设立，请核对日期。", null, field)
        : day > at.Day.AddYears(1) ? new("places.far", "日期在一年以后，请核对。")
        : null;

    private static Refusal? KindFitsTheCode(PlaceRegister register, ChangeKind act, Occasion at) =>
        Fits(act.Kind, act.Code) ? null : new("places.row", "类别与代码位数不符。", null, nameof(act.Kind));

    private static Refusal? NameIsGiven(PlaceRegister register, RenamePlace act, Occasion at) =>
        act.Name.Trim().Length > 0 ? null : new("places.name", "请写新的全称。", null, nameof(act.Name));

    private static Refusal? NewParentIsThere(PlaceRegister register, MovePlace act, Occasion at) =>
        ParentIsThere(register, act.Code, act.Parent);

    private static Refusal? KindChangesLater(PlaceRegister register, ChangeKind act, Occasion at) =>
        IsLater(act.From, register.Find(act.Code)?.Kinds.Select(entry => entry.From));

    private static Refusal? NameChangesLater(PlaceRegister register, RenamePlace act, Occasion at) =>
        IsLater(act.From, register.Find(act.Code)?.Names.Select(entry => entry.From));

    private static Refusal? ParentChangesLater(PlaceRegister register, MovePlace act, Occasion at) =>
        IsLater(act.From, register.Find(act.Code)?.Parents.Select(entry => entry.From));

    private static Refusal? ParentIsThere(PlaceRegister register, string code, string parent) =>
        code.Length == 12 && parent.Length == 9 && register.Find(parent) is { To: null }
            ? null
            : new("places.parent", "村（居）只能划入名册里在册的镇街（9 位代码）。", null, "Parent");

    private static Refusal? IsLater(DateOnly? from, IEnumerable<DateOnly>? known) =>
        from is null || known is null || known.All(day => day < from)
            ? null
            : new("places.order", "这一天或以后已有同类变更，请核对日期。", null, "From");

    private static Refusal? MergedOnesAreThere(PlaceRegister register, MergePlaces act, Occasion at) =>
        act.Codes.IsEmpty
        || act.Codes.Contains(act.Into)
        || act.Codes.Any(code => !StandsBefore(register, code, act.From) || code.Length != 12)
            ? new("places.merge", "请写在册的、与并入单位不同的村（居）代码。", null, nameof(act.Codes))
            : null;

    /// <summary>What ends on the eve of a day has stood for a day at least.</summary>
    private static bool StandsBefore(PlaceRegister register, string code, DateOnly? day) =>
        register.Find(code) is { To: null } row && !(row.From >= day);

    private static Refusal? NothingLiesBelow(PlaceRegister register, ClosePlace act, Occasion at) =>
        act.Code.Length == 6 ? new("places.bureau", "区民政局自己不能撤销。")
        : register.Rows.Any(row => row.To is null && row.Parents.Length > 0 && row.Parents[^1].Value == act.Code)
            ? new("places.below", "镇街下面还有在册的村（居），请先划转或撤销它们。")
        : null;

    private static Refusal? SomethingIsCorrected(PlaceRegister register, CorrectPlace act, Occasion at) =>
        act is { Name: null, Kind: null, Parent: null, Alias: null } ? new("places.same", "请写要更正的内容。")
        : act.Name is { } name && name.Trim().Length == 0 ? new("places.name", "全称不能为空。", null, nameof(act.Name))
        : act.Kind is { } kind && !Fits(kind, act.Code) ? new("places.row", "类别与代码位数不符。", null, nameof(act.Kind))
        : act.Parent is { } parent && ParentIsThere(register, act.Code, parent) is { } stranger ? stranger
        : act.Alias is { } alias && at.Known.Get<Register>().Find(alias) is not null
            ? new("places.taken", $"代码 {alias} 已经有单位使用。", null, nameof(act.Alias))
        : null;
}
