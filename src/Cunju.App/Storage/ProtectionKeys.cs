using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Storage;

/// <summary>The keys that seal cookies and forms, kept in the cell: another node, or a restored backup, still knows the sessions.</summary>
public sealed class ProtectionKeys(Cell cell) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = cell.Open();
        return [.. db.ProtectionKeys.AsNoTracking().Select(key => key.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = cell.Open();
        db.ProtectionKeys.Add(new() { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
#pragma warning disable RS0030 // The framework makes a key when it needs one; no person acts, and a credential is never journalled.
        db.SaveChanges();
#pragma warning restore RS0030
    }
}
