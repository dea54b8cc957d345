using System.Collections.Immutable;
using Cunju.App.People;
using Cunju.Core.People;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests.People;

/// <summary>Nobody makes himself what he is not, and nobody above takes a seat over.</summary>
public sealed class SelfTests
{
    private static readonly string Place = TestCell.Village;

    private static AppointToOffice Act(string office, string? person = null, string? name = "某某某") =>
        new()
        {
            Office = office,
            Person = person,
            Name = person is null ? name : null,
            From = new(2021, 3, 1),
        };

    private static readonly EndTenure End = new()
    {
        Seen = 1,
        LastDay = new(2023, 10, 1),
        Reason = EndReason.Resigned,
    };

    private static CorrectTenure Correction(Tenure tenure, string name = "某某某") =>
        new()
        {
            Seen = 1,
            Name = name,
            From = tenure.From,
            TermUntil = tenure.TermUntil,
        };

    /// <summary>Somebody of that office with an account in use, and what the office lets him do.</summary>
    private static async Task<(Actor, Tenure)> Sits(TestCell cell, string office)
    {
        var tenure = await Holds(cell, office);
        var (invited, _) = await Accounts.Invite(
            cell.Desk,
            Place,
            new InviteAccount { Person = tenure.Person, Login = office },
            cell.Everyone(Place),
            CancellationToken.None
        );
        var account = (Account)invited.Value!.Case!;
        await Accounts.Activate(cell.Cell, cell.Desk, account, Browser.Password, CancellationToken.None);
        return (new(account.Id, Place, TestCell.Data.Offices.PermissionsOf([office])), tenure);
    }

    private static async Task<Tenure> Holds(TestCell cell, string office) =>
        (Tenure)(await cell.Does(cell.Everyone(Place), TenureProcedure.Table, Place, null, Act(office))).Case!;

    private static async Task<ImmutableArray<string>> Codes(TestCell cell, Actor actor, string? number, Act act) =>
        [.. (await cell.Act(actor, TenureProcedure.Table, Place, number, act)).Refusals.Select(refusal => refusal.Code)];

    [Fact]
    public async Task Nobody_registers_or_ends_an_office_of_their_own()
    {
        await using var cell = await TestCell.Create();
        var (clerk, own) = await Sits(cell, "clerk");
        Assert.Equal(["offices.self"], await Codes(cell, clerk, null, Act("accountant", own.Person)));
        Assert.Equal(["offices.self"], await Codes(cell, clerk, own.Number, End));
        var (secretary, _) = await Sits(cell, "party-secretary");
        Assert.Empty(await Codes(cell, secretary, null, Act("accountant", own.Person)));
        Assert.Empty(await Codes(cell, secretary, own.Number, End));
    }

    [Fact]
    public async Task Ones_own_telephone_may_be_corrected_but_not_ones_own_days_and_kin()
    {
        await using var cell = await TestCell.Create();
        var (clerk, own) = await Sits(cell, "clerk");
        var other = await Holds(cell, "accountant");
        var correct = Correction(own);
        Assert.Equal(["offices.self"], await Codes(cell, clerk, own.Number, correct with { From = new(2020, 3, 1) }));
        Assert.Equal(["offices.self"], await Codes(cell, clerk, own.Number, correct with { TermUntil = new(2026, 3, 1) }));
        Assert.Equal(["offices.self"], await Codes(cell, clerk, own.Number, correct with { Kin = [other.Person] }));
        Assert.Empty(await Codes(cell, clerk, own.Number, correct with { Mobile = "13800001111" }));
        Assert.Empty(await Codes(cell, clerk, other.Number, Correction(other) with { From = new(2020, 3, 1) }));
    }

    [Fact]
    public async Task Key_offices_are_registered_corrected_and_ended_by_who_keeps_the_accounts()
    {
        await using var cell = await TestCell.Create();
        var (clerk, _) = await Sits(cell, "clerk");
        var chair = await Holds(cell, "committee-chair");
        Assert.Equal(["offices.key"], await Codes(cell, clerk, chair.Number, End));
        Assert.Equal(["offices.key"], await Codes(cell, clerk, chair.Number, Correction(chair)));
        foreach (var office in (string[])["party-secretary", "supervision-chair", "supervision-member"])
        {
            Assert.Equal(["offices.key"], await Codes(cell, clerk, null, Act(office)));
        }

        Assert.Empty(await Codes(cell, clerk, null, Act("representative")));
        var (secretary, _) = await Sits(cell, "party-secretary");
        Assert.Empty(await Codes(cell, secretary, null, Act("supervision-member")));
        Assert.Empty(await Codes(cell, secretary, chair.Number, Correction(chair)));
        Assert.Empty(await Codes(cell, secretary, chair.Number, End with { Seen = 2 }));
    }

    [Fact]
    public async Task An_account_in_use_is_never_reset_from_above()
    {
        await using var cell = await TestCell.Create();
        await Sits(cell, "party-secretary");
        await using var db = cell.Cell.Open();
        var account = await db.Set<Account>().SingleAsync(row => row.Unit == Place);
        var above = cell.Everyone(TestCell.District);
        var help = new HelpWithLink { Seen = account.Version };
        Assert.Equal(["accounts.in-use"], await cell.IsRefused(above, AccountProcedure.Table, Place, account.Number, help));
        // Its holder forgot to activate in time, or it was suspended and nobody is left: then the bureau may help.
        var (_, second) = await Sits(cell, "committee-chair");
        var other = await db.Set<Account>().SingleAsync(row => row.Unit == Place && row.Person == second.Person);
        foreach (var one in (Account[])[account, other])
        {
            await cell.Does(
                cell.As(Place, AccountProcedure.Keep),
                AccountProcedure.Table,
                Place,
                one.Number,
                new SuspendAccount { Seen = one.Version }
            );
        }

        await cell.Does(above, AccountProcedure.Table, Place, account.Number, help with { Seen = account.Version + 1 });
        await cell.Does(above, AccountProcedure.Table, Place, account.Number, help with { Seen = account.Version + 2 });
    }
}
