using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cunju.Core.Ledger;

namespace Cunju.App.Storage;

/// <summary>One line of the journal: a fact, who recorded it and when, chained to the line before it in the same organisation.</summary>
public sealed record JournalEntry
{
    /// <summary>The acting organisation, whose chain this is.</summary>
    public required string Organisation { get; init; }

    /// <summary>Place in the chain, from 1.</summary>
    public required long Seq { get; init; }

    /// <summary>The moment it was recorded, UTC.</summary>
    public required DateTime Moment { get; init; }

    /// <summary>Random id of the account that acted.</summary>
    public required string Account { get; init; }

    /// <summary>The unit whose case it is.</summary>
    public required string Unit { get; init; }

    /// <summary>The procedure's name.</summary>
    public required string Procedure { get; init; }

    /// <summary>The case's number in the unit.</summary>
    public required string Number { get; init; }

    /// <summary>The case's version after it.</summary>
    public required int Version { get; init; }

    /// <summary>The act's type.</summary>
    public required string Act { get; init; }

    /// <summary>Digest of the act as it was asked, by whom and on which case: the same again is the same act.</summary>
    public required string Asked { get; init; }

    /// <summary>The fact's type.</summary>
    public required string Fact { get; init; }

    /// <summary>The fact in canonical JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>Hash of the line before; 64 zeros for the first.</summary>
    public required string Previous { get; init; }

    /// <summary>SHA-256 over all of the above.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The hash before the first line.</summary>
    public static readonly string Genesis = new('0', 64);

    /// <summary>What <see cref="Hash"/> must be: SHA-256 over the members, one a line, in the order of their declaration.</summary>
    public string Seal()
    {
        var line = string.Join(
            '\n',
            Previous,
            Organisation,
            Seq.ToString(CultureInfo.InvariantCulture),
            Moment.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            Account,
            Unit,
            Procedure,
            Number,
            Version.ToString(CultureInfo.InvariantCulture),
            Act,
            Asked,
            Fact,
            Payload
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
    }

    /// <summary>Moments are kept to the microsecond, which both engines store exactly.</summary>
    public static DateTime Round(DateTimeOffset moment) => new(moment.UtcTicks / 10 * 10, DateTimeKind.Utc);
}

/// <summary>The end of an organisation's chain; the row is locked before a case is loaded, so that a chain never forks.</summary>
public sealed record Head
{
    /// <summary>The organisation.</summary>
    public required string Organisation { get; init; }

    /// <summary>Place of the last line.</summary>
    public long Seq { get; set; }

    /// <summary>Hash of the last line.</summary>
    public string Hash { get; set; } = JournalEntry.Genesis;
}

/// <summary>One record as the engine counts it, with the journal line that made it. Derived; can be made again from the journal.</summary>
public sealed record RecordRow
{
    public required string Id { get; init; }
    public required string Unit { get; init; }
    public required string Kind { get; init; }
    public required DateOnly On { get; init; }
    public required DateOnly Entered { get; init; }
    public string? Case { get; init; }
    public string? Of { get; init; }
    public required string Fields { get; init; }
    public required string Evidence { get; init; }
    public required RecordSource Source { get; init; }

    /// <summary>The case that made it: unit, procedure, number.</summary>
    public required string CaseUnit { get; init; }

    public required string CaseProcedure { get; init; }
    public required string CaseNumber { get; init; }

    /// <summary>The case's version after the fact that made it.</summary>
    public required int CaseVersion { get; init; }

    /// <summary>As the counting sees it.</summary>
    public Record ToRecord() =>
        new()
        {
            Id = Id,
            Unit = Unit,
            Kind = Kind,
            On = On,
            EnteredOn = Entered,
            Case = Case,
            Of = Of,
            Fields = CellJson.Read<System.Collections.Immutable.ImmutableDictionary<string, FieldValue>>(Fields),
            Evidence = CellJson.Read<System.Collections.Immutable.ImmutableArray<string>>(Evidence),
            Source = Source,
        };
}

/// <summary>A text about named people, beside the journal; erasing it leaves the chain valid.</summary>
public sealed record AsideRow
{
    public required string Id { get; init; }
    public required string Unit { get; init; }
    public required string Topic { get; init; }
    public required string Salt { get; init; }
    public required string Text { get; init; }
}

/// <summary>A file by its digest (SHA-256, lower-case hexadecimal); at most 10 MB.</summary>
public sealed record Blob
{
    public required string Digest { get; init; }
    public required string Unit { get; init; }
    public required string MediaType { get; init; }
    public required byte[] Bytes { get; init; }
}

/// <summary>待用附件: a file that came with a refused form and waits for the form to come again; of one account, for one unit. No act, no journal, no disclosure.</summary>
public sealed record KeptFile
{
    public required string Account { get; init; }
    public required string Unit { get; init; }
    public required string Digest { get; init; }

    /// <summary>What the person called it.</summary>
    public required string Name { get; init; }

    public required string MediaType { get; init; }
    public required byte[] Bytes { get; init; }

    /// <summary>Its length in bytes.</summary>
    public required int Size { get; init; }

    /// <summary>The moment it came, by the real clock.</summary>
    public required DateTime Since { get; init; }

    /// <summary>As an act brings it along.</summary>
    public Blob ToBlob() =>
        new()
        {
            Digest = Digest,
            Unit = Unit,
            MediaType = MediaType,
            Bytes = Bytes,
        };
}

/// <summary>The last number given in a unit, procedure and year.</summary>
public sealed record Counter
{
    public required string Unit { get; init; }
    public required string Procedure { get; init; }
    public required int Year { get; init; }
    public int Last { get; set; }
}

/// <summary>The one row that says what this cell is.</summary>
public sealed record CellRow
{
    public int Id { get; init; } = 1;

    /// <summary>Six-digit code of the district.</summary>
    public required string District { get; init; }

    /// <summary>Practice or real, for life.</summary>
    public required bool Practice { get; init; }

    /// <summary>启用日.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>How far a practice cell's clock runs from the real one, in ticks; only grows.</summary>
    public long ClockAhead { get; set; }

    /// <summary>Raised whenever the register of units changes.</summary>
    public long RegisterMark { get; set; }
}

/// <summary>A key of the framework's data protection, kept with the data so that a restored backup still knows its sessions.</summary>
public sealed record ProtectionKey
{
    public required string Name { get; init; }
    public required string Xml { get; init; }
}
