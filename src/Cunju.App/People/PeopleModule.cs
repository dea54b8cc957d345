using System.Collections.Immutable;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.Core.People;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.People;

/// <summary>班子与人员、账号与登录.</summary>
public sealed class PeopleModule : IModule
{
    /// <inheritdoc/>
    public string Name => "People";

    /// <inheritdoc/>
    public string Title => "班子与人员";

    /// <inheritdoc/>
    public IReadOnlyList<IProcedure> Procedures { get; } = [TenureProcedure.Table, AccountProcedure.Table];

    /// <inheritdoc/>
    public IReadOnlyDictionary<Type, Loader> Loaders { get; } =
        new Dictionary<Type, Loader>
        {
            [typeof(UnitOffices)] = async (loading, cancel) =>
                new UnitOffices(
                    loading.Data.Offices,
                    await Holders.Of(loading.Db, loading.Unit.Id, cancel),
                    await loading
                        .Db.Set<Account>()
                        .AnyAsync(account => account.Unit == loading.Unit.Id && account.State == AccountState.Active, cancel),
                    await loading
                        .Db.Set<Account>()
                        .Where(account => account.Unit == loading.Unit.Id && account.Id == loading.Actor.Account)
                        .Select(account => account.Person)
                        .FirstOrDefaultAsync(cancel)
                ),
            [typeof(UnitAccounts)] = LoadAccounts,
        }.ToImmutableDictionary();

    /// <inheritdoc/>
    public IEnumerable<(string Address, string Title)> Menu(Visit visit, Unit home) =>
        [
            (
                $"/{home.Id}/tenures",
                // Who looks at a village's desk has the entries of both on one page.
                visit.Text(
                    home.KindOn(visit.Today) switch
                    {
                        UnitKind.Bureau => "menu-people-bureau",
                        UnitKind.Township => "menu-people-township",
                        _ => "menu-people",
                    }
                )
            ),
        ];

    /// <inheritdoc/>
    public void Tables(ModelBuilder model)
    {
        var tenures = model.Cases<Tenure>("tenures");
        tenures.Property(tenure => tenure.Reason).HasConversion<string>();
        tenures.Property(tenure => tenure.Marks).AsJson();
        tenures.HasIndex(tenure => new { tenure.Unit, tenure.Person });
        var accounts = model.Cases<Account>("accounts");
        accounts.Property(account => account.State).HasConversion<string>();
        PeopleTables.Describe(model);
    }

    /// <inheritdoc/>
    public void Pages(Pages pages)
    {
        SignInPages.Map(pages);
        TenurePages.Map(pages);
        AccountPages.Map(pages);
        ImportPages.Map(pages);
    }

    private static async Task<object> LoadAccounts(Loading loading, CancellationToken cancel)
    {
        var unit = loading.Unit.Id;
        var tenures = await loading.Db.Set<Tenure>().AsNoTracking().Where(tenure => tenure.Unit == unit).ToListAsync(cancel);
        var login = loading.Act is IInvitation invitation ? AccountProcedure.NormalLogin(invitation.Login) : null;
        return new UnitAccounts(
            tenures,
            await loading.Db.Set<Account>().AsNoTracking().Where(account => account.Unit == unit).ToListAsync(cancel),
            tenures
                .Where(tenure =>
                    tenure.InForceOn(loading.Day) && loading.Data.Offices.PermissionsOf([tenure.Office]).Contains(AccountProcedure.Keep.Id)
                )
                .Select(tenure => tenure.Person)
                .ToHashSet(StringComparer.Ordinal),
            login is not null && await loading.Db.Set<Credential>().AnyAsync(credential => credential.Login == login, cancel)
        );
    }
}

/// <summary>The tenures of a unit with their cards.</summary>
public static class Holders
{
    /// <summary>All of them, ended ones too, by first day.</summary>
    public static async Task<ImmutableArray<Holder>> Of(CunjuDb db, string unit, CancellationToken cancel)
    {
        var tenures = await db.Set<Tenure>().AsNoTracking().Where(tenure => tenure.Unit == unit).ToListAsync(cancel);
        var cards = await db
            .Asides.AsNoTracking()
            .Where(aside => aside.Unit == unit && aside.Topic == "person")
            .ToDictionaryAsync(aside => aside.Id, aside => aside.Text, cancel);
        return
        [
            .. tenures
                .OrderBy(tenure => tenure.From)
                .ThenBy(tenure => tenure.Number, StringComparer.Ordinal)
                .Select(tenure => new Holder(tenure, PersonCard.FromText(cards.GetValueOrDefault(tenure.Card)))),
        ];
    }
}
