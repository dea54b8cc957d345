using System.Collections.Immutable;
using System.Net;
using Cunju.App;
using Cunju.App.People;
using Cunju.Core.DataFiles;
using Cunju.Core.People;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests.People;

public sealed class TenureTests
{
    private static AppointToOffice Act(string office, string name = "某某某", string from = "2021-03-01") =>
        new()
        {
            Office = office,
            Name = name,
            From = DateOnly.Parse(from),
        };

    private static async Task<Tenure> Holds(TestCell cell, string unit, AppointToOffice act) =>
        (Tenure)(await cell.Does(cell.Everyone(unit), TenureProcedure.Table, unit, null, act)).Case!;

    private static Task<ImmutableArray<string>> Refused(TestCell cell, string unit, AppointToOffice act) =>
        cell.IsRefused(cell.Everyone(unit), TenureProcedure.Table, unit, null, act);

    [Theory]
    [InlineData("committee-chair", "supervisor-committee")]
    [InlineData("committee-member", "supervisor-committee")]
    [InlineData("clerk", "supervisor-staff")]
    [InlineData("accountant", "supervisor-staff")]
    [InlineData("collective-head", "supervisor-staff")]
    public async Task A_supervisor_is_none_of_those_who_are_supervised_whichever_came_first(string office, string rule)
    {
        await using var cell = await TestCell.Create();
        foreach (
            var (unit, first, second) in ((string, string, string)[])
                [
                    (TestCell.Village, office, "supervision-member"),
                    (TestCell.OtherVillage, "supervision-chair", office),
                    (TestCell.Community, office, "supervision-chair"),
                ]
        )
        {
            var held = await Holds(cell, unit, Act(first));
            Assert.Equal([$"offices.{rule}"], await Refused(cell, unit, Act(second) with { Person = held.Person, Name = null }));
            await Holds(cell, unit, Act(second, "另一个人"));
        }
    }

    [Fact]
    public async Task Whoever_was_just_registered_can_be_given_an_account_from_there()
    {
        await using var site = await Site.Start();
        var link = await Accounts.FirstLink(site.Cell.Cell);
        var administrator = new Browser(site);
        await administrator.Activate(link!);
        await administrator.Get($"/{TestCell.Village}/tenures/new/register-first-office");
        await administrator.Send("register-first-office", ("Office", "clerk"), ("Name", "何文书"), ("From", "2023-01-01"));
        var page = administrator.Location!;
        var door = Door(await administrator.Get(page));
        Assert.NotNull(door);
        // Another one without an account: the door is of the one whose page it stands on.
        await site.Appoint(TestCell.Village, "committee-member", "吴委员");
        await administrator.Get(door.GetAttribute("href")!);
        var chosen = administrator.Page.QuerySelector("[name=Person] option[selected]")!;
        Assert.StartsWith("何文书", chosen.TextContent, StringComparison.Ordinal);
        var person = chosen.GetAttribute("value")!;
        await administrator.Get($"/{TestCell.Village}/accounts");
        await administrator.Send("invite-first-account", ("Person", ""), ("Login", "何文书"));
        Assert.Contains("请选择给谁开通账号。", administrator.Text);
        await administrator.Send("invite-first-account", ("Person", person), ("Login", "何文书"));
        Assert.Null(Door(await administrator.Get(page)));

        // Once the unit has its first account, it opens the others itself.
        var chair = await site.SignedIn(TestCell.Village, "committee-chair", "周主任");
        var other = await site.Appoint(TestCell.Village, "accountant", "钱会计");
        Assert.Null(Door(await administrator.Get($"/{TestCell.Village}/tenures/{other.Number}")));
        Assert.NotNull(Door(await chair.Get($"/{TestCell.Village}/tenures/{other.Number}")));

        static AngleSharp.Dom.IElement? Door(Browser browser) =>
            browser.Page.QuerySelector($".next-step a[href^='/{TestCell.Village}/accounts']");
    }

    [Fact]
    public async Task Near_kin_of_the_committee_do_not_supervise_whoever_declared_it()
    {
        await using var cell = await TestCell.Create();
        var chair = await Holds(cell, TestCell.Village, Act("committee-chair"));
        var kin = Act("supervision-member", "亲属甲") with { Kin = [chair.Person] };
        var refusal = Assert.Single(
            (await cell.Act(cell.Everyone(TestCell.Village), TenureProcedure.Table, TestCell.Village, null, kin)).Refusals
        );
        Assert.Equal("offices.supervisor-committee", refusal.Code);
        Assert.Contains("第三十二条", refusal.Source);
        var supervisor = await Holds(cell, TestCell.Village, Act("supervision-member", "监督甲"));
        Assert.Equal(
            ["offices.supervisor-committee"],
            await Refused(cell, TestCell.Village, Act("committee-member", "委员甲") with { Kin = [supervisor.Person] })
        );
        var representative = await Holds(cell, TestCell.Village, Act("representative", "代表甲"));
        await Holds(cell, TestCell.Village, Act("supervision-member", "监督乙") with { Kin = [representative.Person] });
        Assert.Equal(
            ["offices.supervisor-committee"],
            await Refused(cell, TestCell.Village, Act("committee-member") with { Person = representative.Person, Name = null })
        );
        // Staff may have kin among the supervisors: the opinion speaks of the persons themselves.
        await Holds(cell, TestCell.Village, Act("clerk", "文书甲") with { Kin = [supervisor.Person] });
    }

    [Fact]
    public async Task Kin_declared_later_is_judged_too()
    {
        await using var cell = await TestCell.Create();
        var chair = await Holds(cell, TestCell.Village, Act("committee-chair"));
        var supervisor = await Holds(cell, TestCell.Village, Act("supervision-member", "监督甲"));
        var correct = new CorrectTenure
        {
            Seen = 1,
            Name = "监督甲",
            From = supervisor.From,
            Kin = [chair.Person],
        };
        Assert.Equal(
            ["offices.supervisor-committee"],
            await cell.IsRefused(cell.Everyone(TestCell.Village), TenureProcedure.Table, TestCell.Village, supervisor.Number, correct)
        );
    }

    [Fact]
    public async Task The_law_of_2026_is_cited_from_2026_and_adds_kin_within_the_committee()
    {
        await using var cell = await TestCell.Create("2026-03-01");
        var chair = await Holds(cell, TestCell.Community, Act("committee-chair", from: "2026-01-10"));
        var kin = Act("committee-member", "亲属甲", "2026-02-01") with { Kin = [chair.Person] };
        Assert.Equal(["offices.committee-kin"], await Refused(cell, TestCell.Community, kin));
        var both = Act("supervision-member", from: "2026-02-01") with { Person = chair.Person, Name = null };
        var outcome = await cell.Act(cell.Everyone(TestCell.Community), TenureProcedure.Table, TestCell.Community, null, both);
        Assert.Contains("第三十六条", outcome.Refusals.Single().Source);
        // Before 2026 no national law forbade it.
        await using var before = await TestCell.Create("2025-03-01");
        var old = await Holds(before, TestCell.Community, Act("committee-chair"));
        await Holds(before, TestCell.Community, Act("committee-member", "亲属甲") with { Kin = [old.Person] });
    }

    [Fact]
    public async Task The_secretary_as_chair_of_supervision_is_marked_not_refused()
    {
        await using var cell = await TestCell.Create();
        var secretary = await Holds(cell, TestCell.Village, Act("party-secretary"));
        Assert.Empty(secretary.Marks);
        var chair = await Holds(cell, TestCell.Village, Act("supervision-chair") with { Person = secretary.Person, Name = null });
        Assert.Equal(["secretary-as-supervision-chair"], chair.Marks);
        await Holds(cell, TestCell.OtherVillage, Act("party-secretary"));
    }

    [Fact]
    public async Task Ended_tenures_do_not_stand_in_the_way()
    {
        await using var cell = await TestCell.Create();
        var chair = await Holds(cell, TestCell.Village, Act("committee-chair"));
        Assert.Equal(["offices.single"], await Refused(cell, TestCell.Village, Act("committee-chair", "新主任", "2023-10-01")));
        var end = new EndTenure
        {
            Seen = 1,
            LastDay = new(2023, 9, 30),
            Reason = EndReason.Resigned,
        };
        await cell.Does(cell.Everyone(TestCell.Village), TenureProcedure.Table, TestCell.Village, chair.Number, end);
        Assert.Equal(["offices.single"], await Refused(cell, TestCell.Village, Act("committee-chair", "新主任", "2023-09-30")));
        await Holds(cell, TestCell.Village, Act("committee-chair", "新主任", "2023-10-01"));
        await Holds(cell, TestCell.Village, Act("supervision-member", from: "2023-10-01") with { Person = chair.Person, Name = null });
    }

    [Theory]
    [InlineData(EndReason.Transferred, "committee-chair", "offices.elected")]
    [InlineData(EndReason.Transferred, "supervision-chair", "offices.elected")]
    [InlineData(EndReason.Transferred, "clerk", null)]
    [InlineData(EndReason.Recalled, "committee-chair", null)]
    public async Task The_elected_are_not_transferred_away(EndReason reason, string office, string? code)
    {
        await using var cell = await TestCell.Create();
        var held = await Holds(cell, TestCell.Village, Act(office));
        var outcome = await cell.Act(
            cell.Everyone(TestCell.Village),
            TenureProcedure.Table,
            TestCell.Village,
            held.Number,
            new EndTenure
            {
                Seen = 1,
                LastDay = new(2023, 10, 1),
                Reason = reason,
            }
        );
        Assert.Equal(code, outcome.Refusals.SingleOrDefault()?.Code);
    }

    [Fact]
    public async Task Terms_days_names_and_telephones_are_checked()
    {
        await using var cell = await TestCell.Create();
        async Task Is(string code, AppointToOffice act) => Assert.Equal([code], await Refused(cell, TestCell.Village, act));
        await Is("offices.term", Act("committee-chair") with { TermUntil = new(2026, 3, 2) });
        await Is("offices.term", Act("committee-chair") with { TermUntil = new(2021, 3, 1) });
        await Is("offices.day", Act("clerk", from: "1979-12-31"));
        await Is("offices.day", Act("clerk", from: "2024-01-13"));
        await Is("offices.name", Act("clerk", "甲"));
        await Is("offices.phone", Act("clerk") with { Mobile = "1381234567" });
        await Is("offices.phone", Act("clerk") with { OfficePhone = "没有" });
        await Is("offices.unknown", Act("township-officer"));
        await Is("offices.person", Act("clerk") with { Person = "nobody" });
        var chair = await Holds(cell, TestCell.Village, Act("committee-chair") with { TermUntil = new(2026, 3, 1) });
        await Is("offices.two-committee-seats", Act("committee-member") with { Person = chair.Person, Name = null });
        var clerk = await Holds(cell, TestCell.Village, Act("clerk", "文书甲"));
        await Is("offices.already", Act("clerk") with { Person = clerk.Person, Name = null });
        Assert.Equal(
            ["offices.last-day"],
            await cell.IsRefused(
                cell.Everyone(TestCell.Village),
                TenureProcedure.Table,
                TestCell.Village,
                clerk.Number,
                new EndTenure
                {
                    Seen = 1,
                    LastDay = new(2023, 10, 13),
                    Reason = EndReason.Resigned,
                }
            )
        );
    }

    [Fact]
    public async Task Nobody_above_registers_or_ends_what_is_a_villages_own()
    {
        await using var cell = await TestCell.Create();
        var held = await Holds(cell, TestCell.Village, Act("clerk"));
        foreach (var above in (string[])[TestCell.Township, TestCell.District])
        {
            Assert.Equal(
                ["hidden"],
                await cell.IsRefused(cell.Everyone(above), TenureProcedure.Table, TestCell.Village, null, Act("accountant", "会计甲"))
            );
            Assert.Equal(
                ["hidden"],
                await cell.IsRefused(
                    cell.Everyone(above),
                    TenureProcedure.Table,
                    TestCell.Village,
                    held.Number,
                    new EndTenure
                    {
                        Seen = 1,
                        LastDay = new(2023, 10, 1),
                        Reason = EndReason.Resigned,
                    }
                )
            );
        }
    }

    [Fact]
    public async Task Names_and_telephones_stand_beside_the_journal_and_can_be_erased()
    {
        await using var cell = await TestCell.Create();
        await Holds(cell, TestCell.Village, Act("clerk", "独一无二的姓名") with { Mobile = "13800001111" });
        await using var db = cell.Cell.Open();
        var journal = string.Join('\n', (await db.Journal.ToListAsync()).Select(line => line.Payload));
        Assert.DoesNotContain("独一无二", journal);
        Assert.DoesNotContain("13800001111", journal);
        Assert.Equal("独一无二的姓名", (await Holders.Of(db, TestCell.Village, default)).Single().Name);
        await db.Asides.Where(aside => aside.Unit == TestCell.Village).ExecuteDeleteAsync();
        Assert.Equal("（已删除）", (await Holders.Of(db, TestCell.Village, default)).Single().Name);
    }

    [Fact]
    public async Task The_public_sees_office_telephones_and_mobiles_only_with_consent()
    {
        await using var site = await Site.Start();
        await Holds(
            site.Cell,
            TestCell.Village,
            Act("committee-chair", "王主任") with
            {
                OfficePhone = "023-67800001",
                Mobile = "13800001111",
            }
        );
        await Holds(site.Cell, TestCell.Village, Act("supervision-member", "孙监督"));
        await Holds(site.Cell, TestCell.Village, Act("representative", "周代表"));
        await Holds(site.Cell, TestCell.Village, Act("group-head", "吴组长") with { OfficePhone = "023-67800009" });
        await Holds(site.Cell, TestCell.Village, Act("clerk", "李文书") with { Mobile = "13800002222" });
        await Holds(site.Cell, TestCell.Village, Act("accountant", "赵会计") with { Mobile = "13800003333", MobilePublic = true });
        var anyone = await new Browser(site).Get($"/{TestCell.Village}");
        Assert.Contains("023-67800001", anyone.Text);
        Assert.Contains("李文书", anyone.Text);
        Assert.Contains("孙监督", anyone.Text);
        Assert.DoesNotContain("周代表", anyone.Text);
        Assert.DoesNotContain("吴组长", anyone.Text);
        Assert.DoesNotContain("023-67800009", anyone.Text);
        Assert.Contains("13800003333", anyone.Text);
        Assert.DoesNotContain("13800001111", anyone.Text);
        Assert.DoesNotContain("13800002222", anyone.Text);
        var officer = await site.SignedIn(TestCell.Township, "township-officer", "镇经办");
        Assert.DoesNotContain("13800002222", (await officer.Get($"/{TestCell.Village}/tenures")).Text);
    }

    [Fact]
    public async Task A_refused_form_comes_back_filled_with_the_reason_and_its_source()
    {
        await using var site = await Site.Start();
        var secretary = await site.SignedIn(TestCell.Village, "party-secretary", "小书");
        await secretary.Get($"/{TestCell.Village}/tenures/new/appoint-to-office?Office=committee-chair");
        Assert.NotNull(secretary.Page.QuerySelector("option[value=committee-chair][selected]"));
        await secretary.Send(
            "appoint-to-office",
            ("Office", "committee-chair"),
            ("Name", "王大力"),
            ("From", "2021-03-01"),
            ("TermUntil", "2031-03-01")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, secretary.Status);
        Assert.Contains("依据", secretary.Text);
        Assert.Equal("王大力", secretary.Page.QuerySelector("input[name=Name]")!.GetAttribute("value"));
        await secretary.Send("appoint-to-office", ("Office", "committee-chair"), ("Name", "王大力"), ("From", "2021-03-01"));
        await secretary.Get(secretary.Location!);
        Assert.Contains("王大力", secretary.Text);
        Assert.Contains("王大力", (await secretary.Get($"/{TestCell.Village}/tenures")).Text);
    }

    [Fact]
    public void Every_permission_is_held_by_some_office_and_every_grant_has_a_reason()
    {
        var offices = TestCell.Data.Offices;
        var granted = offices.PermissionsOf(offices.All.Select(office => office.Id));
        var known = Modules
            .All.SelectMany(module =>
                module.Permissions.Concat(module.Procedures.SelectMany(procedure => procedure.Steps.Select(step => step.Permission)))
            )
            .Select(permission => permission.Id)
            .Distinct();
        Assert.Empty(known.Except(granted));
        Assert.All(offices.All.SelectMany(office => office.Grants), grant => Assert.NotEqual("", grant.Why));
        Assert.All(Enum.GetValues<UnitKind>().Where(kind => kind != UnitKind.Other), kind => Assert.NotEmpty(offices.Of(kind)));
    }

    [Theory]
    [InlineData("offices: [{ id: a, body: b, titles: { vilage: 村 } }]", "「vilage」无法识别；是否想写「village」")]
    [InlineData(
        "offices: [{ id: a, body: b, titles: { village: 村 }, grants: [{ permissions: [tenures.kep], why: x }] }]",
        "是否想写「tenures.keep」"
    )]
    [InlineData("offices: [{ id: a, body: b }]", "没有称谓")]
    [InlineData("offices: []\nconflicts: [{ id: x, one: [nobody], other: [], text: t }]", "「nobody」无法识别")]
    [InlineData("offices: []\nofices: []", "ofices")]
    public void A_faulty_office_file_says_where_and_what(string text, string said)
    {
        var findings = new Findings("offices.yaml");
        OfficesFile.Read(text, findings);
        Assert.Contains(findings.All, finding => finding.ToString().Contains(said) && finding.At.Line > 0 && finding.At.Column > 0);
    }
}
