using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Cunju.App.Shell;
using Cunju.Core.Procedures;

namespace Cunju.Tests.Procedures;

/// <summary>What a person might press or type: any form that could be sent, filled in by chance. The same seed fills it in the same way.</summary>
/// <remarks>It makes what <see cref="ActReader"/> can make and nothing else: texts are never blank, members of an enum are defined.</remarks>
internal sealed class Chance(uint seed)
{
    private static readonly MethodInfo Listed = typeof(Chance).GetMethod(
        nameof(List),
        BindingFlags.NonPublic | BindingFlags.Static,
        [typeof(IEnumerable<object>)]
    )!;

    /// <summary>Stands in every text that chance writes.</summary>
    public const char Mark = '·';

    private readonly Random random = new(Stirred(seed));

    /// <summary>Today, around which days are chosen.</summary>
    public DateOnly Today { get; init; }

    /// <summary>Texts that mean something to the program: numbers of cases, ids of persons and records, codes.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    public bool OneIn(int many) => random.Next(many) == 0;

    public int Number(int least, int most) => random.Next(least, most + 1);

    public T One<T>(params IReadOnlyList<T> of) => of[random.Next(of.Count)];

    /// <summary>Null when there is none.</summary>
    public T? Any<T>(IReadOnlyList<T> of)
        where T : class => of.Count == 0 ? null : One(of);

    /// <summary>At least one, when there is one.</summary>
    public ImmutableArray<T> Some<T>(IReadOnlyList<T> of, int most) =>
        of.Count == 0 ? [] : [.. Enumerable.Range(0, Number(1, most)).Select(_ => One(of)).Distinct()];

    /// <summary>A text nobody else writes, so that it is recognised wherever it turns up.</summary>
    public string Words(string about = "修路") => $"{about}{Mark}{random.Next(100_000, 1_000_000)}";

    public DateOnly Before(DateOnly day, int most) => day.AddDays(-Number(0, most));

    public DateOnly After(DateOnly day, int most) => day.AddDays(Number(1, most));

    /// <summary>A filled-in form, or a row of one.</summary>
    public object Form(Type type)
    {
        var form = Activator.CreateInstance(type)!;
        foreach (var property in ActReader.Asked(type))
        {
            property.SetValue(form, Value(property.PropertyType));
        }

        return form;
    }

    /// <summary>The same form with one answer that is any answer.</summary>
    public Act Spoiled(Act act)
    {
        PropertyInfo[] asked = [.. ActReader.Asked(act.GetType())];
        if (asked.Length == 0)
        {
            return act;
        }

        var copy = (Act)act.GetType().GetMethod("<Clone>$")!.Invoke(act, null)!;
        var property = One(asked);
        property.SetValue(copy, Value(property.PropertyType));
        return copy;
    }

    private object? Value(Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            var element = type.GetGenericArguments()[0];
            var items = Enumerable.Range(0, Number(0, 3)).Select(_ => Value(element) ?? Value(element)!).ToArray();
            return Listed.MakeGenericMethod(element).Invoke(null, [items]);
        }

        if (Nullable.GetUnderlyingType(type) is { } bare)
        {
            return OneIn(6) ? null : Value(bare);
        }

        return type.IsEnum ? One(Enum.GetValues(type).Cast<object>().ToArray())
            : type == typeof(string) ? Text()
            : type == typeof(bool) ? OneIn(2)
            : type == typeof(int)
                ? OneIn(4) ? One(0, -1, int.MaxValue, int.MinValue)
                    : Number(1, 60)
            : type == typeof(DateOnly) ? Day()
            : type == typeof(TimeOnly) ? new TimeOnly(Number(0, 23), 30)
            : Form(type);
    }

    private string Text() =>
        Number(0, 9) switch
        {
            0 => new string('长', 60_000),
            1 => "13800138000",
            2 => Number(0, 400).ToString(CultureInfo.InvariantCulture),
            <= 6 when Known.Count > 0 => One(Known),
            _ => Words(),
        };

    private DateOnly Day() =>
        Number(0, 9) switch
        {
            0 => One(DateOnly.MinValue, DateOnly.MaxValue, new(1900, 1, 1), new(1995, 2, 28), new(2100, 1, 1)),
            <= 6 => Before(Today, 60),
            _ => After(Today, 90),
        };

    /// <summary>Neighbouring seeds of the framework's generator begin alike; stirred they do not.</summary>
    private static int Stirred(uint seed)
    {
        unchecked
        {
            seed = (seed ^ (seed >> 16)) * 0x85EB_CA6B;
            seed = (seed ^ (seed >> 13)) * 0xC2B2_AE35;
            return (int)(seed ^ (seed >> 16));
        }
    }

    private static ImmutableArray<T> List<T>(IEnumerable<object> items) => [.. items.Cast<T>()];
}
