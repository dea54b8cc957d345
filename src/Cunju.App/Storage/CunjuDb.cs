using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Cunju.App.Storage;

/// <summary>One district's data: the journal and what is derived from it, one model for both engines.</summary>
public abstract class CunjuDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<JournalEntry> Journal => Set<JournalEntry>();
    public DbSet<Head> Heads => Set<Head>();
    public DbSet<RecordRow> Records => Set<RecordRow>();
    public DbSet<AsideRow> Asides => Set<AsideRow>();
    public DbSet<Blob> Blobs => Set<Blob>();
    public DbSet<Counter> Counters => Set<Counter>();
    public DbSet<CellRow> Cell => Set<CellRow>();
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    /// <summary>Locks the end of an organisation's chain until the transaction ends, and reads it.</summary>
    public abstract Task<Head> LockHead(string organisation, CancellationToken cancel);

    /// <summary>A transaction that only reads and sees one moment of everything, whatever others write meanwhile.</summary>
    public abstract Task<IDbContextTransaction> Snapshot(CancellationToken cancel);

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<JournalEntry>(table =>
        {
            table.ToTable("journal");
            table.HasKey(entry => new { entry.Organisation, entry.Seq });
            table
                .HasIndex(entry => new
                {
                    entry.Unit,
                    entry.Procedure,
                    entry.Number,
                    entry.Version,
                })
                .IsUnique();
            table.HasIndex(entry => new { entry.Organisation, entry.Asked });
        });
        model.Entity<Head>(table =>
        {
            table.ToTable("heads");
            table.HasKey(head => head.Organisation);
        });
        model.Entity<RecordRow>(table =>
        {
            table.ToTable("records");
            table.HasKey(row => row.Id);
            table.Property(row => row.Source).HasConversion<string>();
            table.HasIndex(row => new { row.Unit, row.On });
            table.HasIndex(row => row.Of);
            // What a list looks at: the days of its year for a whole district, some kinds of all years, and cases as a whole.
            table.HasIndex(row => row.On);
            table.HasIndex(row => new
            {
                row.Kind,
                row.Unit,
                row.On,
            });
            table.HasIndex(row => new
            {
                row.Case,
                row.Kind,
                row.Unit,
            });
            table.HasIndex(row => new
            {
                row.CaseUnit,
                row.CaseProcedure,
                row.CaseNumber,
            });
        });
        model.Entity<AsideRow>(table =>
        {
            table.ToTable("asides");
            table.HasKey(row => row.Id);
            table.HasIndex(row => row.Unit);
        });
        model.Entity<Blob>(table =>
        {
            table.ToTable("blobs");
            table.HasKey(blob => new { blob.Unit, blob.Digest });
        });
        model.Entity<KeptFile>(table =>
        {
            table.ToTable("kept_files");
            table.HasKey(file => new
            {
                file.Account,
                file.Unit,
                file.Digest,
            });
        });
        model.Entity<Counter>(table =>
        {
            table.ToTable("counters");
            table.HasKey(counter => new
            {
                counter.Unit,
                counter.Procedure,
                counter.Year,
            });
        });
        model.Entity<CellRow>(table =>
        {
            table.ToTable("cell");
            table.HasKey(cell => cell.Id);
            table.Property(cell => cell.Id).ValueGeneratedNever();
        });
        model.Entity<ProtectionKey>(table =>
        {
            table.ToTable("protection_keys");
            table.HasKey(key => key.Name);
        });
        foreach (var module in Modules.All)
        {
            module.Tables(model);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) =>
        conventions.Properties<DateTime>().HaveConversion<UtcConverter>();

    /// <summary>SQLite forgets that a moment is UTC; say it again on reading.</summary>
    private sealed class UtcConverter()
        : ValueConverter<DateTime, DateTime>(moment => moment, moment => DateTime.SpecifyKind(moment, DateTimeKind.Utc));
}

/// <summary>How modules describe their tables.</summary>
public static class Mapping
{
    /// <summary>The table of a procedure's cases: keyed by unit and number, guarded by the version.</summary>
    public static EntityTypeBuilder<TCase> Cases<TCase>(this ModelBuilder model, string table)
        where TCase : Core.Procedures.Case
    {
        var entity = model.Entity<TCase>();
        entity.ToTable(table);
        entity.HasKey(@case => new { @case.Unit, @case.Number });
        entity.Property(@case => @case.Version).IsConcurrencyToken();
        return entity;
    }

    /// <summary>A small list or record kept as JSON text; compared by its text.</summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property)
    {
        property.HasConversion(
            new ValueConverter<T, string>(value => CellJson.Write(value!), text => CellJson.Read<T>(text)),
            new ValueComparer<T>(
                (a, b) => (a == null && b == null) || (a != null && b != null && CellJson.Write(a) == CellJson.Write(b)),
                value => value == null ? 0 : StringComparer.Ordinal.GetHashCode(CellJson.Write(value)),
                value => value
            )
        );
        return property;
    }
}
