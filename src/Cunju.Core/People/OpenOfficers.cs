using System.Collections.Immutable;
using Cunju.Core.Places;

namespace Cunju.Core.People;

/// <summary>公开的任职: what anybody may read of a person in office.</summary>
/// <param name="Body">党组织, 村（居）民委员会 …</param>
/// <param name="Title">The office (村民委员会主任).</param>
/// <param name="Name">姓名.</param>
/// <param name="Phone">The office telephone, or the mobile the person agreed to make public; null when there is neither.</param>
public sealed record OpenOfficer(string Body, string Title, string Name, string? Phone);

/// <summary>班子的公开: the one rule on what anybody may read of office-holders without signing in.</summary>
public static class OpenOfficers
{
    /// <summary>Those who hold a public office on that day, in the order of the office book. Who had the card erased is not shown.</summary>
    public static ImmutableArray<OpenOfficer> Of(OfficeBook offices, UnitKind kind, IEnumerable<Holder> holders, DateOnly today)
    {
        var inOffice = holders
            .Where(holder => holder.Card is not null && holder.Tenure.InForceOn(today))
            .ToLookup(holder => holder.Tenure.Office);
        return
        [
            .. offices
                .Of(kind)
                .Where(office => office.Public)
                .SelectMany(
                    office => inOffice[office.Id],
                    (office, holder) => new OpenOfficer(office.Body, office.TitleIn(kind), holder.Name, Phone(holder.Card!))
                ),
        ];
    }

    private static string? Phone(PersonCard card) =>
        !string.IsNullOrWhiteSpace(card.OfficePhone) ? card.OfficePhone
        : card.MobilePublic && !string.IsNullOrWhiteSpace(card.Mobile) ? card.Mobile
        : null;
}
