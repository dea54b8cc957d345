using Microsoft.EntityFrameworkCore;

namespace Cunju.App.People;

/// <summary>登录凭据: what lets a person in. Not journalled: a login name may be erased, and a password is nobody's business.</summary>
public sealed record Credential
{
    public required string Account { get; init; }

    /// <summary>As it is compared (<see cref="Core.People.AccountProcedure.NormalLogin"/>).</summary>
    public required string Login { get; init; }

    public required string Unit { get; init; }
    public required string Number { get; init; }

    /// <summary>PBKDF2; null until the holder sets a password.</summary>
    public string? Password { get; set; }

    /// <summary>SHA-256 of the one-time link's token; null when it was used. The token itself is kept nowhere but in <see cref="FirstToken"/>.</summary>
    public string? Link { get; set; }

    /// <summary>The token of the district's very first link, until it is used, so that a second start prints the same one and changes nothing. Whoever can read
    /// the data before there is an administrator could as well make the link anew.</summary>
    public string? FirstToken { get; set; }
}

/// <summary>会话: one signed-in browser. The cookie holds the token, the row its SHA-256, so that a stolen copy of the data opens nothing.</summary>
public sealed record Session
{
    public required string Id { get; init; }
    public required string Account { get; init; }
    public required string Unit { get; init; }
    public required string Number { get; init; }
    public required DateTime Began { get; init; }
    public required DateTime Seen { get; init; }
}

/// <summary>Attempts to sign in that were not (yet) successful, by account and by address.</summary>
public sealed record Attempt
{
    /// <summary>Digest of what was tried: a login name or an address.</summary>
    public required string Who { get; init; }

    public required int Count { get; init; }
    public required DateTime Last { get; init; }

    /// <summary>Nothing is looked at before that moment.</summary>
    public required DateTime NotBefore { get; init; }
}

/// <summary>谁看过: on that day somebody of an organisation above looked at an inner page of the unit. Office, not name: it is about seeing, not about persons.</summary>
public sealed record Look
{
    public required string Unit { get; init; }
    public required DateOnly Day { get; init; }
    public required string By { get; init; }
    public required string Title { get; init; }

    /// <summary>The page's first word (<c>desk</c>, <c>meetings</c>).</summary>
    public required string Page { get; init; }
}

/// <summary>The tables beside the journal.</summary>
public static class PeopleTables
{
    /// <summary>Describes them.</summary>
    public static void Describe(ModelBuilder model)
    {
        model.Entity<Credential>(table =>
        {
            table.ToTable("credentials");
            table.HasKey(row => row.Account);
            table.HasIndex(row => row.Login).IsUnique();
            table.HasIndex(row => row.Link);
        });
        model.Entity<Session>(table =>
        {
            table.ToTable("sessions");
            table.HasKey(row => row.Id);
            table.HasIndex(row => row.Account);
        });
        model.Entity<Attempt>(table =>
        {
            table.ToTable("attempts");
            table.HasKey(row => row.Who);
        });
        model.Entity<Look>(table =>
        {
            table.ToTable("looks");
            table.HasKey(row => new
            {
                row.Unit,
                row.Day,
                row.By,
                row.Title,
                row.Page,
            });
        });
    }
}
