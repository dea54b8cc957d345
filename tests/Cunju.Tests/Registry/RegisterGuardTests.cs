using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.Registry;
using Cunju.Tests.Procedures;
using Xunit;

namespace Cunju.Tests.Registry;

/// <summary>Guards of the register that keep it readable: one code for one place, and nobody ends before they began. Each was broken once and its test seen to fail.</summary>
public sealed class RegisterGuardTests
{
    private static readonly DateOnly Day = new(2023, 9, 1);

    private static readonly ImmutableArray<PlaceRow> Rows =
    [
        Row("500112", UnitKind.Bureau, null),
        Row("500112901", UnitKind.Township, "500112"),
        Row("500112901201", UnitKind.Village, "500112901"),
        Row("500112901202", UnitKind.Village, "500112901"),
    ];

    [Fact]
    public void The_first_file_has_the_bureau_once_and_no_code_twice()
    {
        Of(null).Refuses("places.bureau", null, new ImportPlaces { Rows = [.. Rows.Skip(1)] });
        Of(null).Refuses("places.twice", null, new ImportPlaces { Rows = [.. Rows, Rows[3]] });
    }

    [Fact]
    public void A_newer_file_names_no_code_twice()
    {
        var before = Imported();
        Of(before).Refuses("places.twice", null, new UpdatePlaces { From = Day, Rows = [Rows[3], Rows[3]] }, before);
    }

    [Fact]
    public void A_code_by_which_a_place_is_known_is_nobody_elses()
    {
        var before = Imported();
        var taken = new CorrectPlace { Code = "500112901201", Alias = "500112901202" };
        Of(before).Refuses("places.taken", "Alias", taken, before);
        // Also when another word is put right in the same act: a code of two places would stop the whole program.
        Of(before).Refuses("places.taken", "Alias", taken with { Parent = "500112901" }, before);
        Of(before).Refuses("places.parent", "Parent", taken with { Parent = "500112999" }, before);
        var known = Of(before).Done<PlaceRegister>(taken with { Alias = "500112901777" }, before);
        Of(known)
            .Refuses(
                "places.taken",
                null,
                new UpdatePlaces { From = Day, Rows = [Row("500112901777", UnitKind.Village, "500112901")] },
                known
            );
    }

    [Fact]
    public void Villages_are_merged_into_villages()
    {
        var before = Imported();
        var merge = new MergePlaces { Codes = ["500112901201"], From = Day };
        Of(before).Refuses("places.merge", "Into", merge with { Into = "500112901" }, before);
        Of(before).Refuses("places.merge", "Into", merge with { Into = "500112" }, before);
        Of(before).Done<PlaceRegister>(merge with { Into = "500112901202" }, before);
    }

    [Fact]
    public void Nothing_ends_before_it_began()
    {
        var begun = Of(Imported())
            .Done<PlaceRegister>(
                new AddPlace
                {
                    Code = "500112901203",
                    Kind = UnitKind.Village,
                    Name = "新村",
                    Parent = "500112901",
                    From = Day,
                },
                Imported()
            );
        Of(begun).Refuses("places.before", "Code", new ClosePlace { Code = "500112901203", LastDay = Day.AddDays(-1) }, begun);
        Of(begun).Refuses("places.unknown", null, new UpdatePlaces { From = Day, Gone = ["500112901203"] }, begun);
        var merge = new MergePlaces { Codes = ["500112901203"], Into = "500112901202" };
        Of(begun).Refuses("places.merge", "Codes", merge with { From = Day }, begun);
        var merged = Of(begun).Done<PlaceRegister>(merge with { From = Day.AddDays(1) }, begun);
        Assert.Equal(Day, merged.Find("500112901203")!.To);
    }

    [Fact]
    public void What_is_closed_is_not_changed_and_the_bureau_is_not_closed()
    {
        var before = Imported();
        Of(before).Refuses("places.bureau", null, new ClosePlace { Code = "500112", LastDay = Day }, before);
        var closed = Of(before).Done<PlaceRegister>(new ClosePlace { Code = "500112901201", LastDay = Day }, before);
        Of(closed).Refuses("places.closed", "Code", new CorrectPlace { Code = "500112901201", Name = "旧村" }, closed);
        Of(closed)
            .Refuses(
                "places.closed",
                "Code",
                new RenamePlace
                {
                    Code = "500112901201",
                    Name = "旧村",
                    From = Day.AddDays(1),
                },
                closed
            );
    }

    private static PlaceRegister Imported() => Of(null).Done<PlaceRegister>(new ImportPlaces { Rows = Rows });

    private static Asking Of(PlaceRegister? register)
    {
        var bureau = new Unit
        {
            Id = TestCell.District,
            Kinds = Timeline<UnitKind>.Always(UnitKind.Bureau),
            Names = Timeline<string>.Always("区民政局"),
        };
        var known = new Register(register is null ? [bureau] : register.Rows.Select(row => row.ToUnit([])));
        return new(PlaceProcedure.Table, bureau, new(2023, 10, 12), new Known().With(typeof(Register), known));
    }

    private static PlaceRow Row(string code, UnitKind kind, string? parent) =>
        new()
        {
            Code = code,
            Kind = kind,
            Name = $"{code}号",
            Parent = parent,
        };
}
