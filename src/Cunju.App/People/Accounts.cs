using System.Collections.Immutable;
using Cunju.App.Storage;
using Cunju.Core.Calendars;
using Cunju.Core.People;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.People;

/// <summary>开通账号: the acts of the table together with the credentials beside them.</summary>
public static class Accounts
{
    /// <summary>Who acts when somebody at the machine itself sets the district up; there is no account yet.</summary>
    public static Actor Operator(string district, params Permission[] permissions) =>
        new("operator", district, [.. permissions.Select(permission => permission.Id)]);

    /// <summary>The path of the one-time link with which the district's first administrator sets a password; the same one until it is used or has expired, null once it was used.</summary>
    public static async Task<string?> FirstLink(Cell cell, CancellationToken cancel = default)
    {
        var desk = new Desk(cell);
        var actor = Operator(cell.District, TenureProcedure.Keep, AccountProcedure.Keep);
        await using var db = cell.Open();
        var administrators = await db.Set<Tenure>()
            .AsNoTracking()
            .Where(tenure => tenure.Unit == cell.District && tenure.Office == OfficeBook.Administrator)
            .Select(tenure => tenure.Person)
            .ToListAsync(cancel);
        if (administrators.Count == 0)
        {
            var appointed = await desk.Act(
                TenureProcedure.Table,
                cell.District,
                null,
                new AppointToOffice
                {
                    Office = OfficeBook.Administrator,
                    Name = "管理员",
                    From = cell.Today,
                },
                actor,
                Luggage.None,
                cancel
            );
            administrators.Add(((Tenure)Must(appointed).Case!).Person);
        }

        var accounts = await db.Set<Account>().AsNoTracking().Where(account => account.Unit == cell.District).ToListAsync(cancel);
        var own = accounts.Where(account => administrators.Contains(account.Person)).ToArray();
        if (own.Length == 0)
        {
            var (outcome, token) = await Invite(
                desk,
                cell.District,
                new InviteAccount { Person = administrators[0], Login = "管理员" },
                actor,
                cancel,
                first: true
            );
            Must(outcome);
            return $"/activate/{token}";
        }

        if (own is [{ State: AccountState.Invited } waiting])
        {
            var kept = await db.Set<Credential>().AsNoTracking().SingleAsync(credential => credential.Account == waiting.Id, cancel);
            if (kept.FirstToken is { } still && cell.Now.UtcDateTime <= waiting.LinkUntil)
            {
                return $"/activate/{still}";
            }

            var (outcome, token) = await Relink(desk, waiting, new ReissueLink { Seen = waiting.Version }, actor, cancel);
            Must(outcome);
            return $"/activate/{token}";
        }

        return null;
    }

    /// <summary>Opens an account and makes its one-time link.</summary>
    public static async Task<(Outcome<Done> Outcome, string Token)> Invite(
        Desk desk,
        string unit,
        Act act,
        Actor actor,
        CancellationToken cancel,
        bool first = false
    )
    {
        var token = Secrets.NewToken();
        var login = AccountProcedure.NormalLogin(((IInvitation)act).Login);
        var outcome = await desk.Act(
            AccountProcedure.Table,
            unit,
            null,
            act,
            actor,
            new(
                [],
                async (db, key) =>
                {
                    var account = (await db.Set<Account>().FindAsync(key.Unit, key.Number))!;
                    db.Add(
                        new Credential
                        {
                            Account = account.Id,
                            Login = login,
                            Unit = key.Unit,
                            Number = key.Number,
                            Link = Secrets.Digest(token),
                            FirstToken = first ? token : null,
                        }
                    );
                }
            ),
            cancel
        );
        return (outcome, token);
    }

    /// <summary>Makes another one-time link; password and sessions are void at once.</summary>
    public static async Task<(Outcome<Done> Outcome, string Token)> Relink(
        Desk desk,
        Account account,
        Act act,
        Actor actor,
        CancellationToken cancel
    )
    {
        var token = Secrets.NewToken();
        var outcome = await Step(
            desk,
            account,
            act,
            actor,
            credential => (credential.Password, credential.Link) = (null, Secrets.Digest(token)),
            cancel
        );
        return (outcome, token);
    }

    /// <summary>Makes a link for an account of a unit at the machine itself; password and sessions are void at once. The line stands in the district's chain.</summary>
    public static Task<(Outcome<Done> Outcome, string Token)> RelinkAtMachine(Cell cell, Account account, CancellationToken cancel) =>
        Relink(
            new Desk(cell),
            account,
            new RelinkAtMachine { Seen = account.Version },
            new("operator", cell.District, cell.Data.Offices.PermissionsOf([OfficeBook.Operator])),
            cancel
        );

    /// <summary>What the holder is told after signing in, for a while after a link was made at the machine; null when there is nothing to tell.</summary>
    public static string? Told(Account account, DateTime now) =>
        account.LinkedAtMachine is { } at && now - at < ToldFor
            ? $"{ChinaTime.Day(new(at)):yyyy年M月d日}，服务器维护人员为这个账号重发过一次性链接，原来的密码从那时起作废。"
                + "如果是您要求的，不用理会；如果不是，可能有人用过您的账号，请马上告诉本单位主任和区民政局，并重发一次链接。"
            : null;

    /// <summary>For how long it is told: longer than one may stay away, or hope that it is overlooked.</summary>
    private static readonly TimeSpan ToldFor = TimeSpan.FromDays(30);

    /// <summary>Suspends an account; its sessions end with it.</summary>
    public static Task<Outcome<Done>> Suspend(Desk desk, Account account, SuspendAccount act, Actor actor, CancellationToken cancel) =>
        Step(desk, account, act, actor, credential => (credential.Password, credential.Link) = (null, null), cancel);

    /// <summary>The holder of the link sets a password; the link is used up.</summary>
    public static Task<Outcome<Done>> Activate(Cell cell, Desk desk, Account account, string password, CancellationToken cancel) =>
        ActivateWith(cell, desk, account, Secrets.Hash(password), cancel);

    /// <summary>The same with a password that was hashed already: hashing is slow on purpose, and a practice cell has a thousand accounts with one password.</summary>
    internal static Task<Outcome<Done>> ActivateWith(Cell cell, Desk desk, Account account, string hash, CancellationToken cancel)
    {
        var actor = new Actor(account.Id, account.Unit, cell.Data.Offices.PermissionsOf([OfficeBook.LinkHolder]));
        return Step(
            desk,
            account,
            new ActivateAccount { Seen = account.Version },
            actor,
            credential => (credential.Password, credential.Link) = (hash, null),
            cancel
        );
    }

    /// <summary>The account a one-time link is for; null when it is unknown, used or too old.</summary>
    public static async Task<(Account Account, Credential Credential)?> OfLink(
        Cell cell,
        CunjuDb db,
        string token,
        CancellationToken cancel
    )
    {
        var digest = Secrets.Digest(token);
        var credential = await db.Set<Credential>().AsNoTracking().FirstOrDefaultAsync(row => row.Link == digest, cancel);
        if (credential is null)
        {
            return null;
        }

        var account = await db.Set<Account>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.Unit == credential.Unit && row.Number == credential.Number, cancel);
        return account is { State: AccountState.Invited } && cell.Now.UtcDateTime <= account.LinkUntil ? (account, credential) : null;
    }

    private static Task<Outcome<Done>> Step(
        Desk desk,
        Account account,
        Act act,
        Actor actor,
        Action<Credential> change,
        CancellationToken cancel
    ) =>
        desk.Act(
            AccountProcedure.Table,
            account.Unit,
            account.Number,
            act,
            actor,
            new(
                ImmutableArray<Blob>.Empty,
                async (db, _) =>
                {
                    var credential = (await db.Set<Credential>().FindAsync(account.Id))!;
                    credential.FirstToken = null;
                    change(credential);
                    await Sessions.EndAll(db, account.Id, cancel);
                    foreach (var module in Modules.All)
                    {
                        await module.Void(db, account.Id, cancel);
                    }
                }
            ),
            cancel
        );

    private static Done Must(Outcome<Done> outcome) =>
        outcome.IsDone
            ? outcome.Value
            : throw new InvalidOperationException(string.Join('\n', outcome.Refusals.Select(refusal => refusal.Reason)));
}
