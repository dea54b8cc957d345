using Cunju.App.People;
using Cunju.App.Storage;
using Cunju.Core.People;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.Registry;

namespace Cunju.App.Demo;

/// <summary>班底: before the year begins, the bureau opens each organisation's first account, and the organisation itself does the rest: offices, accounts, figures.</summary>
internal sealed class Casting(Teller teller, Cell cell, string password, CancellationToken cancel)
{
    private readonly Actor administratorToBe = Accounts.Operator(cell.District, TenureProcedure.Keep, AccountProcedure.Keep);
    private Actor? administrator;

    /// <summary>What a seat is called in the office book and at the end of its login name.</summary>
    private static (string Office, string Login) Words(Seat seat) =>
        seat switch
        {
            Seat.Chair => ("committee-chair", "主任"),
            Seat.Clerk => ("clerk", "文书"),
            Seat.Supervisor => ("supervision-chair", "监委会"),
            Seat.TownshipLeader => ("township-leader", "分管"),
            Seat.TownshipOfficer => ("township-officer", "经办"),
            Seat.Administrator => (OfficeBook.Administrator, "管理员"),
            Seat.BureauOfficer => ("bureau-officer", "经办"),
            Seat.Resident => (OfficeBook.Resident, ""),
        };

    /// <summary>The login name of a seat: the place as people call it and the office. Two places of one name are told apart by their townships.</summary>
    public static string LoginOf(Register register, Unit unit, Seat seat)
    {
        var day = new DateOnly(Stage.Year, 1, 1);
        var name = unit.ShortNameOn(day);
        var isShared = register.All.Count(other => other.Id.Length == unit.Id.Length && other.ShortNameOn(day) == name) > 1;
        var place =
            seat == Seat.Administrator ? ""
            : isShared ? register.Find(unit.ParentOn(day)!)!.NameOn(day) + name
            : name;
        return place + Words(seat).Login;
    }

    /// <summary>The bureau: its administrator, made by whoever sets the machine up, and its officer.</summary>
    public async Task Bureau(Register register, DateOnly day)
    {
        var bureau = register.Find(cell.District)!;
        var first = await Appointed(administratorToBe, bureau, OfficeBook.Administrator, "钱某", day, day);
        administrator = await Seated(administratorToBe, register, bureau, Seat.Administrator, first.Person, day);
        var officer = await Appointed(administrator, bureau, "bureau-officer", "方某某", day, day);
        await Seated(administrator, register, bureau, Seat.BureauOfficer, officer.Person, day);
    }

    /// <summary>A township: its leader from the bureau, its officer from its leader.</summary>
    public async Task Township(Register register, Stage stage, DateOnly day)
    {
        var (leader, _) = await First(register, stage, Seat.TownshipLeader, day, new(2021, 9, 1), null);
        var officer = await Appointed(leader, stage.Unit, "township-officer", Names.Of(stage, Seat.TownshipOfficer), day, new(2021, 9, 1));
        await Seated(leader, register, stage.Unit, Seat.TownshipOfficer, officer.Person, day);
        Welcome(stage.Unit);
    }

    /// <summary>A village or community: its chair from the bureau, everybody else from its chair.</summary>
    public async Task Unit(Register register, Stage stage, DateOnly day)
    {
        var (unit, figures) = (stage.Unit, stage.Figures);
        Welcome(unit);
        var village = stage.KindOn(day) == UnitKind.Village;
        var telephone = $"023-0000{new Draw(stage.Seed, unit.Id, "telephone").Between(1000, 9999)}";
        var (chair, own) = await First(register, stage, Seat.Chair, day, figures.ElectedOn, figures.TermUntil);
        await Do(
            chair,
            TenureProcedure.Table,
            unit,
            own,
            new CorrectTenure
            {
                Name = Names.Of(stage, Seat.Chair),
                From = own.From,
                TermUntil = own.TermUntil,
                OfficePhone = telephone,
            },
            day
        );
        var clerk = await Appointed(chair, unit, "clerk", Names.Of(stage, Seat.Clerk), day, figures.ElectedOn, telephone: telephone);
        await Seated(chair, register, unit, Seat.Clerk, clerk.Person, day);
        var supervisor = await Member("supervision-chair", (int)Seat.Supervisor);
        await Seated(chair, register, unit, Seat.Supervisor, supervisor.Person, day);
        var place = (int)Seat.BureauOfficer + 1;
        await Appointed(chair, unit, "party-secretary", Names.Of(stage, place++), day, figures.ElectedOn);
        Tenure[] committee =
        [
            await Member("committee-deputy", place++),
            await Member("committee-member", place++),
            await Member("committee-member", place++),
            await Member("committee-member", place++),
        ];
        await Appointed(chair, unit, "accountant", Names.Of(stage, place++), day, figures.ElectedOn);
        await Member("supervision-member", place++);
        await Member("supervision-member", place);
        string[] heads = ["mediation-chair", "security-chair", "health-chair", village ? "women-children-chair" : "environment-chair"];
        foreach (var (head, member) in heads.Zip(committee))
        {
            await Do(
                chair,
                TenureProcedure.Table,
                unit,
                null,
                new AppointToOffice
                {
                    Office = head,
                    Person = member.Person,
                    From = figures.ElectedOn.AddDays(20),
                },
                day
            );
        }

        Case? profile = null;
        foreach (
            var (item, value) in new[]
            {
                ("adults", $"{figures.Adults}"),
                ("households", $"{figures.Households}"),
                ("representatives", $"{figures.Representatives}"),
                ("assembly-members", $"{figures.AssemblyMembers}"),
                ("party-members", $"{figures.PartyMembers}"),
                ("groups", $"{figures.Groups}"),
                ("committee-term-end", $"{figures.TermUntil:yyyy-MM-dd}"),
            }
        )
        {
            profile = await Do(
                chair,
                ProfileProcedure.Table,
                unit,
                profile,
                profile is null
                    ? new StartProfile
                    {
                        Item = item,
                        From = figures.ElectedOn,
                        Value = value,
                    }
                    : new SetProfileValue
                    {
                        Item = item,
                        From = figures.ElectedOn,
                        Value = value,
                    },
                day
            );
        }

        Task<Tenure> Member(string office, int at) =>
            Appointed(chair, unit, office, Names.Of(stage, at), day, figures.ElectedOn, figures.TermUntil);
    }

    private async Task<(Actor Actor, Tenure Tenure)> First(
        Register register,
        Stage stage,
        Seat seat,
        DateOnly day,
        DateOnly from,
        DateOnly? until
    )
    {
        var act = new RegisterFirstOffice
        {
            Office = Words(seat).Office,
            Name = Names.Of(stage, seat),
            From = from,
            TermUntil = until,
        };
        var tenure = (Tenure)await Do(administrator!, TenureProcedure.Table, stage.Unit, null, act, day);
        return (await Seated(administrator!, register, stage.Unit, seat, tenure.Person, day, first: true), tenure);
    }

    private async Task<Tenure> Appointed(
        Actor by,
        Unit unit,
        string office,
        string name,
        DateOnly day,
        DateOnly from,
        DateOnly? until = null,
        string? telephone = null
    )
    {
        var act = new AppointToOffice
        {
            Office = office,
            Name = name,
            From = from,
            TermUntil = until,
            OfficePhone = telephone,
        };
        return (Tenure)await Do(by, TenureProcedure.Table, unit, null, act, day);
    }

    /// <summary>An account, its link, and its holder who uses it; from then on the seat is taken.</summary>
    private async Task<Actor> Seated(Actor by, Register register, Unit unit, Seat seat, string person, DateOnly day, bool first = false)
    {
        var login = LoginOf(register, unit, seat);
        Act invitation = first
            ? new InviteFirstAccount { Person = person, Login = login }
            : new InviteAccount { Person = person, Login = login };
        var (invited, _) = await Accounts.Invite(teller.Desk, unit.Id, teller.Ready(by.Organisation, day, invitation), by, cancel);
        var account = (Account)teller.Done(invited, unit.Id, invitation, day);
        var activation = teller.Ready(unit.Id, day, new ActivateAccount());
        teller.Done(await Accounts.ActivateWith(cell, teller.Desk, account, password, cancel), unit.Id, activation, day);
        var actor = new Actor(account.Id, unit.Id, cell.Data.Offices.PermissionsOf([Words(seat).Office]));
        teller.Seats(seat, actor);
        return actor;
    }

    /// <summary>Residents act for nobody and have no account: one word for all of them, as on the pages.</summary>
    private void Welcome(Unit unit) =>
        teller.Seats(Seat.Resident, new(OfficeBook.Resident, unit.Id, cell.Data.Offices.PermissionsOf([Words(Seat.Resident).Office])));

    private Task<Case> Do(Actor actor, IProcedure procedure, Unit unit, Case? before, Act act, DateOnly day) =>
        teller.Do(actor, procedure, unit.Id, before, act, day);
}
