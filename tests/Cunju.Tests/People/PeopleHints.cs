using Cunju.Core.People;
using Cunju.Tests.Procedures;
using Xunit;

namespace Cunju.Tests.People;

/// <summary>People of an organisation as they are written down, and the accounts they are given.</summary>
internal static class PeopleHints
{
    public static readonly Hint Tenures = new Hint()
        .On<AppointToOffice>(
            (scene, act) =>
                act with
                {
                    Office = Office(scene),
                    Person = scene.Chance.OneIn(3) ? Somebody(scene) : null,
                    Name = scene.Chance.Words("林某"),
                    From = scene.Chance.Before(scene.Day, 400),
                    TermUntil = scene.Chance.OneIn(2) ? null : scene.Chance.After(scene.Day, 700),
                    OfficePhone = "023-67821234",
                    Mobile = scene.Chance.OneIn(2) ? null : "13800138000",
                    Kin = scene.Chance.OneIn(3) && Somebody(scene) is { } kin ? [kin] : [],
                }
        )
        .On<RegisterFirstOffice>(
            (scene, act) =>
                act with
                {
                    Office = Office(scene),
                    Name = scene.Chance.Words("林某"),
                    From = scene.Chance.Before(scene.Day, 400),
                    TermUntil = null,
                }
        )
        .On<CorrectTenure>(
            (scene, act) =>
                act with
                {
                    Name = scene.Chance.Words("林某某"),
                    From = scene.Chance.Before(scene.Day, 400),
                    TermUntil = null,
                    OfficePhone = null,
                    Mobile = "13900139000",
                    Kin = scene.Chance.OneIn(3) && Somebody(scene) is { } kin ? [kin] : [],
                }
        )
        .On<EndTenure>((scene, act) => act with { LastDay = scene.Chance.One(scene.Day, ((Tenure)scene.Case!).From) })
        .Holds<Tenure>(
            (before, after) =>
            {
                Assert.Equal(after.To is null, after.Reason is null);
                Assert.True(after.To is null || after.From <= after.To);
                Assert.True(after.TermUntil is null || after.From < after.TermUntil);
                Assert.True(before is null || (before.Person == after.Person && before.Office == after.Office));
                Assert.NotEmpty(after.Person);
                Assert.NotEmpty(after.Card);
            }
        );

    /// <summary>An account in use is never taken over from above, and the table says so in words.</summary>
    public static readonly Hint Accounts = new Hint { Units = [TestCell.Village, TestCell.Community] }
        .On<InviteAccount>((scene, act) => act with { Person = Somebody(scene) ?? "", Login = $"lin{scene.Chance.Number(0, 999_999)}" })
        .On<InviteFirstAccount>((scene, act) => act with { Person = Somebody(scene) ?? "", Login = $"li{scene.Chance.Number(0, 999_999)}" })
        .Never<HelpWithLink>(AccountState.Active)
        .Holds<Account>(
            (before, after) =>
            {
                Assert.True(before is null || (before.Id == after.Id && before.Person == after.Person));
                Assert.True(before is null || after.LinkUntil >= before.LinkUntil);
                Assert.True(after.State != AccountState.Active || before?.State == AccountState.Invited);
                Assert.NotEmpty(after.Id);
            }
        );

    private static string Office(Scene scene) =>
        scene.Chance.One([.. scene.Cell.Data.Offices.Of(scene.Unit.KindOn(scene.Day)).Select(office => office.Id)]);

    private static string? Somebody(Scene scene) => scene.Chance.Any([.. scene.Stored<Tenure>().Select(tenure => tenure.Person)]);
}
