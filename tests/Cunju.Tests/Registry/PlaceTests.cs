using System.Collections.Immutable;
using Cunju.App.Registry;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.Registry;
using Cunju.Tests.People;
using Xunit;

namespace Cunju.Tests.Registry;

public sealed class PlaceTests
{
    private static async Task<Register> Register(TestCell cell)
    {
        await using var db = cell.Cell.Open();
        return await cell.Cell.Register(db, default);
    }

    private static async Task<string?> Code(TestCell cell, Act act)
    {
        var key = new CaseKey(TestCell.District, "places", "2023-001");
        var seen = (await cell.Find<PlaceRegister>(key)).Version;
        var outcome = await cell.Act(
            cell.Everyone(TestCell.District),
            PlaceProcedure.Table,
            key.Unit,
            key.Number,
            act with
            {
                Seen = seen,
            }
        );
        return outcome.Refusals.SingleOrDefault()?.Code;
    }

    [Fact]
    public async Task Yubei_has_412_units_in_30_townships_and_the_places_the_list_names()
    {
        await using var cell = await TestCell.Create();
        var register = await Register(cell);
        var today = cell.Cell.Today;
        Assert.Equal(173, register.All.Count(unit => unit.KindOn(today) == UnitKind.Village));
        Assert.Equal(239, register.All.Count(unit => unit.KindOn(today) == UnitKind.Community));
        Assert.Equal(30, register.Under("500112", today).Count());
        Assert.Equal("渝北区民政局", register.Find("500112")!.NameOn(today));
        foreach (
            var (name, township) in ((string, string)[])
                [
                    ("双桐路社区", "回兴街道"),
                    ("玉峰山村", "王家街道"),
                    ("民秀路社区", "双凤桥街道"),
                    ("湖滨西路社区", "宝圣湖街道"),
                    ("龙盛社区", "龙塔街道"),
                ]
        )
        {
            Assert.NotNull(register.Named(name, township, today));
        }

        Assert.NotNull(register.Named("统景镇", null, today));
    }

    [Fact]
    public async Task A_community_that_was_a_village_is_each_on_its_days()
    {
        await using var cell = await TestCell.Create();
        Assert.Null(
            await Code(
                cell,
                new ChangeKind
                {
                    Code = TestCell.Village,
                    Kind = UnitKind.Community,
                    From = new(2023, 7, 1),
                }
            )
        );
        Assert.Null(
            await Code(
                cell,
                new RenamePlace
                {
                    Code = TestCell.Village,
                    Name = "石岩社区居民委员会",
                    From = new(2023, 7, 1),
                }
            )
        );
        var unit = (await Register(cell)).Find(TestCell.Village)!;
        Assert.Equal(UnitKind.Village, unit.KindOn(new(2023, 6, 30)));
        Assert.Equal(UnitKind.Community, unit.KindOn(new(2023, 7, 1)));
        Assert.Equal("石岩社区", unit.ShortNameOn(new(2023, 7, 1)));
        Assert.NotEqual("石岩社区", unit.ShortNameOn(new(2023, 6, 30)));
        Assert.Equal(
            "places.order",
            await Code(
                cell,
                new ChangeKind
                {
                    Code = TestCell.Village,
                    Kind = UnitKind.Village,
                    From = new(2023, 7, 1),
                }
            )
        );
    }

    [Fact]
    public async Task Places_are_added_moved_merged_closed_and_corrected()
    {
        await using var cell = await TestCell.Create();
        var day = new DateOnly(2023, 9, 1);
        var added = new AddPlace
        {
            Code = "500112129010",
            Kind = UnitKind.Community,
            Name = "新设社区居民委员会",
            Parent = TestCell.Township,
            From = day,
        };
        Assert.Null(await Code(cell, added));
        Assert.Null(
            await Code(
                cell,
                new MovePlace
                {
                    Code = TestCell.Community,
                    Parent = "500112004",
                    From = day,
                }
            )
        );
        Assert.Null(
            await Code(
                cell,
                new MergePlaces
                {
                    Codes = [TestCell.OtherVillage],
                    Into = "500112129010",
                    From = day,
                }
            )
        );
        Assert.Null(await Code(cell, new ClosePlace { Code = TestCell.Village, LastDay = day }));
        Assert.Null(await Code(cell, new CorrectPlace { Code = "500112129010", Alias = "500112129099" }));
        var register = await Register(cell);
        Assert.Equal("500112129010", register.Find("500112129099")!.Id);
        Assert.Equal("500112004", register.Find(TestCell.Community)!.ParentOn(day));
        Assert.Equal(TestCell.Township, register.Find(TestCell.Community)!.ParentOn(day.AddDays(-1)));
        Assert.False(register.Find(TestCell.OtherVillage)!.ExistsOn(day));
        Assert.True(register.Find(TestCell.Village)!.ExistsOn(day));
        Assert.False(register.Find(TestCell.Village)!.ExistsOn(day.AddDays(1)));
        Assert.Equal([TestCell.OtherVillage], register.Find("500112129010")!.Succeeds);
    }

    [Fact]
    public async Task A_change_without_its_day_is_refused_and_changes_nothing()
    {
        await using var cell = await TestCell.Create();
        ImmutableArray<Act> dayless =
        [
            new UpdatePlaces { Gone = [TestCell.Village] },
            new AddPlace
            {
                Code = "500112129299",
                Kind = UnitKind.Village,
                Name = "新村村民委员会",
                Parent = TestCell.Township,
            },
            new ChangeKind { Code = TestCell.Village, Kind = UnitKind.Community },
            new RenamePlace { Code = TestCell.Village, Name = "新村村民委员会" },
            new MovePlace { Code = TestCell.Village, Parent = "500112002" },
            new MergePlaces { Codes = [TestCell.Village], Into = TestCell.OtherVillage },
            new ClosePlace { Code = TestCell.Village },
            new ClosePlace { Code = TestCell.Village, LastDay = DateOnly.MinValue },
            new MergePlaces
            {
                Codes = [TestCell.Village],
                Into = TestCell.OtherVillage,
                From = DateOnly.MinValue,
            },
        ];
        foreach (var act in dayless)
        {
            Assert.Equal("places.day", await Code(cell, act));
        }

        Assert.Null(await Code(cell, new ClosePlace { Code = TestCell.Village, LastDay = new(2023, 10, 1) }));
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        await using var cell = await TestCell.Create();
        var day = new DateOnly(2023, 9, 1);
        Assert.Equal(
            "places.taken",
            await Code(
                cell,
                new AddPlace
                {
                    Code = TestCell.Village,
                    Kind = UnitKind.Village,
                    Name = "甲村",
                    Parent = TestCell.Township,
                    From = day,
                }
            )
        );
        Assert.Equal(
            "places.row",
            await Code(
                cell,
                new AddPlace
                {
                    Code = "500112129010",
                    Kind = UnitKind.Village,
                    Name = "甲村",
                    Parent = "500112999",
                    From = day,
                }
            )
        );
        Assert.Equal(
            "places.row",
            await Code(
                cell,
                new AddPlace
                {
                    Code = "500113129010",
                    Kind = UnitKind.Village,
                    Name = "甲村",
                    Parent = TestCell.Township,
                    From = day,
                }
            )
        );
        Assert.Equal(
            "places.unknown",
            await Code(
                cell,
                new RenamePlace
                {
                    Code = "500112129777",
                    Name = "甲",
                    From = day,
                }
            )
        );
        Assert.Equal(
            "places.name",
            await Code(
                cell,
                new RenamePlace
                {
                    Code = TestCell.Village,
                    Name = " ",
                    From = day,
                }
            )
        );
        Assert.Equal(
            "places.far",
            await Code(
                cell,
                new RenamePlace
                {
                    Code = TestCell.Village,
                    Name = "甲村",
                    From = new(2025, 1, 1),
                }
            )
        );
        Assert.Equal(
            "places.parent",
            await Code(
                cell,
                new MovePlace
                {
                    Code = TestCell.Village,
                    Parent = "500112",
                    From = day,
                }
            )
        );
        Assert.Equal(
            "places.merge",
            await Code(
                cell,
                new MergePlaces
                {
                    Codes = [TestCell.Village],
                    Into = TestCell.Village,
                    From = day,
                }
            )
        );
        Assert.Equal("places.below", await Code(cell, new ClosePlace { Code = TestCell.Township, LastDay = day }));
        Assert.Equal("places.same", await Code(cell, new CorrectPlace { Code = TestCell.Village }));
        Assert.Equal("places.same", await Code(cell, new UpdatePlaces { From = day }));
        Assert.Equal(
            ["places.imported"],
            await cell.IsRefused(
                cell.Everyone(TestCell.District),
                PlaceProcedure.Table,
                TestCell.District,
                null,
                new ImportPlaces
                {
                    Rows =
                    [
                        new()
                        {
                            Code = "500112",
                            Kind = UnitKind.Bureau,
                            Name = "局",
                        },
                    ],
                }
            )
        );
    }

    [Fact]
    public async Task A_newer_file_is_compared_first_and_then_taken_over()
    {
        await using var cell = await TestCell.Create();
        var rows = DivisionFiles.FromTsv(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "places", "500112.tsv")));
        Assert.True(PlaceChanges.Between(await Register(cell), rows, cell.Cell.Today).None);
        PlaceRow[] newer =
        [
            .. rows.Where(row => row.Code != TestCell.OtherVillage)
                .Select(row => row.Code == TestCell.Village ? row with { Name = "石岩新村村民委员会" } : row),
            new()
            {
                Code = "500112129011",
                Kind = UnitKind.Community,
                Name = "新社区居民委员会",
                Parent = TestCell.Township,
            },
        ];
        var changes = PlaceChanges.Between(await Register(cell), newer, cell.Cell.Today);
        Assert.Equal(["500112129011"], changes.New.Select(row => row.Code));
        Assert.Equal([TestCell.Village], changes.Changed.Select(row => row.Code));
        Assert.Equal([TestCell.OtherVillage], changes.Gone.Select(unit => unit.Id));
        Assert.Null(
            await Code(
                cell,
                new UpdatePlaces
                {
                    From = cell.Cell.Today,
                    Rows = [.. changes.New, .. changes.Changed],
                    Gone = [.. changes.Gone.Select(unit => unit.Id)],
                }
            )
        );
        Assert.True(PlaceChanges.Between(await Register(cell), newer, cell.Cell.Today).None);
        Assert.Equal("石岩新村", (await Register(cell)).Find(TestCell.Village)!.ShortNameOn(cell.Cell.Today));
    }

    [Fact]
    public void The_package_of_division_files_is_read_for_one_district()
    {
        var folder = Directory.CreateTempSubdirectory("divisions-");
        File.WriteAllText(
            Path.Combine(folder.FullName, "areas.csv"),
            "code,name,cityCode,provinceCode\n500112,\"渝北区\",5001,50\n500113,\"巴南区\",5001,50\n"
        );
        File.WriteAllText(
            Path.Combine(folder.FullName, "streets.csv"),
            "code,name,areaCode,provinceCode,cityCode\n500112002,\"双龙湖街道\",500112,50,5001\n"
        );
        File.WriteAllText(
            Path.Combine(folder.FullName, "villages.csv"),
            "code,name,streetCode,provinceCode,cityCode,areaCode\n500112002001,\"五星路社区居民委员会\",500112002,50,5001,500112\n500112002201,\"某村村民委员会\",500112002,50,5001,500112\n500112002498,\"某开发区\",500112002,50,5001,500112\n500113001001,\"别处\",500113001,50,5001,500113\n"
        );
        var rows = DivisionFiles.FromChinaDivision(folder.FullName, "500112");
        Assert.Equal(["500112", "500112002", "500112002001", "500112002201", "500112002498"], rows.Select(row => row.Code));
        Assert.Equal(
            [UnitKind.Bureau, UnitKind.Township, UnitKind.Community, UnitKind.Village, UnitKind.Other],
            rows.Select(row => row.Kind)
        );
        Assert.Equal("渝北区民政局", rows[0].Name);
        Assert.Equal(rows, DivisionFiles.FromTsv(DivisionFiles.ToTsv(rows)));
        Assert.Throws<FormatException>(() => DivisionFiles.FromChinaDivision(folder.FullName, "110101"));
        folder.Delete(true);
    }

    [Fact]
    public async Task Places_are_found_by_a_part_of_the_name_and_by_code_in_the_order_of_codes()
    {
        await using var site = await Site.Start();
        var anyone = await new Browser(site).Get("/?q=双桐");
        Assert.Contains("双桐路社区", anyone.Text);
        Assert.Contains("回兴街道", anyone.Text);
        Assert.Contains("双桐路社区", (await anyone.Get("/?q=500112004018")).Text);
        await anyone.Get("/?q=王家");
        var codes = anyone.Page.QuerySelectorAll(".places .num").Select(code => code.TextContent).ToArray();
        Assert.NotEmpty(codes);
        Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
        Assert.Contains("没有找到", (await anyone.Get("/?q=天安门")).Text);
    }

    [Fact]
    public async Task Profile_values_have_bounds_and_days()
    {
        await using var cell = await TestCell.Create();
        async Task<string?> Start(string item, string value, string from = "2023-01-01") => (
                await cell.Act(
                    cell.Everyone(TestCell.Village),
                    ProfileProcedure.Table,
                    TestCell.Village,
                    null,
                    new StartProfile
                    {
                        Item = item,
                        Value = value,
                        From = DateOnly.Parse(from),
                    }
                )
            ).Refusals.Select(refusal => refusal.Code).FirstOrDefault();
        Assert.Equal("profile.item", await Start("shoe-size", "3"));
        Assert.Equal("profile.value", await Start("adults", "0"));
        Assert.Equal("profile.value", await Start("adults", "三千"));
        Assert.Equal("profile.value", await Start("committee-term-end", "明年"));
        Assert.Equal("profile.value", await Start("small-population", "也许"));
        Assert.Equal("profile.day", await Start("adults", "3000", "2024-10-13"));
        Assert.Null(await Start("adults", "３０００"));
        Assert.Equal("profile.started", await Start("adults", "3001"));
        var again = new SetProfileValue
        {
            Item = "adults",
            Value = "3000",
            From = new(2023, 5, 1),
            Seen = 1,
        };
        Assert.Equal(
            ["profile.same"],
            await cell.IsRefused(cell.Everyone(TestCell.Village), ProfileProcedure.Table, TestCell.Village, "2023-001", again)
        );
        Assert.Equal(
            ["hidden"],
            await cell.IsRefused(cell.Everyone(TestCell.Township), ProfileProcedure.Table, TestCell.Village, "2023-001", again)
        );
    }
}
