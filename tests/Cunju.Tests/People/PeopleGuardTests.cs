using Cunju.Core.People;
using Cunju.Core.Procedures;
using Cunju.Tests.Assemblies;
using Cunju.Tests.Procedures;
using Xunit;

namespace Cunju.Tests.People;

/// <summary>Guards of accounts and tenures in the table itself. Each was broken once and its test seen to fail.</summary>
public sealed class PeopleGuardTests
{
    private static readonly DateOnly Today = new(2023, 10, 12);

    private static readonly Tenure Chair = new()
    {
        Person = "chair",
        Office = "committee-chair",
        From = new(2021, 3, 1),
        Number = "2023-001",
    };

    private static readonly Account Mine = new()
    {
        Id = "mine",
        Person = "chair",
        State = AccountState.Active,
        Unit = TestCell.Village,
        LinkUntil = new(2023, 10, 19, 0, 0, 0, DateTimeKind.Utc),
    };

    [Fact]
    public void An_account_is_for_one_person_in_office_under_a_free_name()
    {
        var act = new InviteAccount { Person = "chair", Login = "林主任" };
        Accounts().Refuses("accounts.person", "Person", act with { Person = "nobody" });
        Accounts(accounts: [Mine]).Refuses("accounts.one", "Person", act);
        Accounts(taken: true).Refuses("accounts.taken", "Login", act);
        Accounts().Refuses("accounts.login", "Login", act with { Login = "13883901234" });
        Accounts().Refuses("accounts.login", "Login", act with { Login = "林" });
        Accounts().Done<Account>(act);
    }

    [Fact]
    public void The_bureau_opens_the_first_account_and_no_second()
    {
        var act = new InviteFirstAccount { Person = "clerk", Login = "文书" };
        var clerk = Chair with { Person = "clerk", Office = "clerk" };
        Accounts([Chair, clerk], [Mine]).Refuses("accounts.own-affair", null, act);
        Accounts([Chair, clerk]).Done<Account>(act);
    }

    [Fact]
    public void The_bureau_helps_only_where_nobody_else_can_and_never_takes_over_an_account_in_use()
    {
        var locked = Mine with { State = AccountState.Suspended };
        Accounts(accounts: [Mine]).Refuses("accounts.in-use", null, new HelpWithLink(), Mine);
        Accounts(accounts: [locked, Mine with { Id = "other" }]).Refuses("accounts.own-affair", null, new HelpWithLink(), locked);
        Accounts(accounts: [locked]).Done<Account>(new HelpWithLink(), locked);
    }

    [Fact]
    public void A_link_is_used_by_its_holder_while_it_is_good()
    {
        var invited = Mine with { State = AccountState.Invited };
        Assert.True(Assert.Single(Accounts().Ask(new ActivateAccount(), invited).Refusals).IsHidden);
        var holder = Accounts() with { Account = "mine" };
        holder.Done<Account>(new ActivateAccount(), invited);
        (holder with { Day = new(2023, 10, 20) }).Refuses("accounts.expired", null, new ActivateAccount(), invited);
    }

    [Fact]
    public void Nobody_suspends_themselves()
    {
        (Accounts() with { Account = "mine" }).Refuses("accounts.self", null, new SuspendAccount(), Mine);
        Accounts().Done<Account>(new SuspendAccount(), Mine);
    }

    [Fact]
    public void The_bureau_writes_down_the_first_office_holder_of_a_unit_that_cannot()
    {
        var act = new RegisterFirstOffice
        {
            Office = "clerk",
            Name = "林某",
            From = new(2021, 3, 1),
        };
        Tenures(hasAccount: true).Refuses("offices.own-affair", null, act);
        Tenures().Done<Tenure>(act);
    }

    [Fact]
    public void A_tenure_ends_for_a_reason_and_within_its_days()
    {
        var act = new EndTenure { LastDay = Today, Reason = EndReason.Resigned };
        Tenures().Refuses("offices.reason", "Reason", act with { Reason = null }, Chair);
        Tenures().Refuses("offices.last-day", "LastDay", act with { LastDay = Chair.From.AddDays(-1) }, Chair);
        Tenures().Refuses("offices.last-day", "LastDay", act with { LastDay = Today.AddDays(1) }, Chair);
        Tenures().Refuses("offices.elected", "Reason", act with { Reason = EndReason.Transferred }, Chair);
        Tenures().Done<Tenure>(act, Chair);
    }

    [Fact]
    public void A_day_at_the_end_of_the_calendar_is_refused_like_any_other_wrong_day()
    {
        var act = new AppointToOffice
        {
            Office = "committee-member",
            Name = "林某",
            From = DateOnly.MaxValue,
        };
        Tenures().Refuses("offices.day", "From", act);
        Assert.Contains(Tenures().Ask(act with { TermUntil = DateOnly.MaxValue }).Refusals, refusal => refusal.Code == "offices.day");
        Tenures().Refuses("offices.term", "TermUntil", act with { From = Today, TermUntil = Today.AddYears(6) });
    }

    private static Asking Accounts(Tenure[]? tenures = null, Account[]? accounts = null, bool taken = false) =>
        new(
            AccountProcedure.Table,
            MeetingScene.Village,
            Today,
            new Known().With(
                typeof(UnitAccounts),
                new UnitAccounts(tenures ?? [Chair], accounts ?? [], new HashSet<string> { "chair" }, taken)
            )
        );

    private static Asking Tenures(bool hasAccount = false) =>
        new(
            TenureProcedure.Table,
            MeetingScene.Village,
            Today,
            new Known().With(
                typeof(UnitOffices),
                new UnitOffices(TestCell.Data.Offices, [new(Chair, new() { Name = "林某" })], hasAccount, null)
            )
        )
        {
            Also = [AccountProcedure.Keep],
        };
}
