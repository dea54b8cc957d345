using Cunju.App.Storage;
using Cunju.Core.Places;

namespace Cunju.App.Places;

/// <summary>How the register is kept.</summary>
public static class RegisterTables
{
    /// <summary>Reads the whole register.</summary>
    public static Task<Register> Read(CunjuDb db, CancellationToken cancel) => throw new NotSupportedException();
}
