using System.Collections.Immutable;
using Cunju.Core.Ledger;
using Cunju.Core.Procedures;

namespace Cunju.Core.WorkRecords;

/// <summary>工作纪实: something that was done and that no procedure of the program makes yet, noted by the unit itself (自记).</summary>
public sealed record WorkRecord : Case
{
    /// <summary>Where it stands.</summary>
    public WorkRecordState State { get; init; }

    /// <summary>The kind, a word of the list.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The day it happened.</summary>
    public DateOnly On { get; init; }

    /// <summary>The day it was first entered; later than <see cref="On"/> = 补录.</summary>
    public DateOnly EnteredOn { get; init; }

    /// <summary>The case it belongs to, in the list's sense; null when it belongs to none.</summary>
    public string? CaseName { get; init; }

    /// <summary>The id of the record it answers; null when it answers none.</summary>
    public string? Of { get; init; }

    /// <summary>What the counting reads of it, by the names of the list.</summary>
    public ImmutableDictionary<string, FieldValue> Fields { get; init; } = ImmutableDictionary<string, FieldValue>.Empty;

    /// <summary>佐证: the kinds of proof at hand.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>文字: every text somebody typed, by the field's name or <c>note</c>. Texts may name people, so they are kept beside the journal.</summary>
    public ImmutableDictionary<string, AsideRef> Words { get; init; } = ImmutableDictionary<string, AsideRef>.Empty;

    /// <summary>Digests of the files that came with it.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>How often it was corrected.</summary>
    public int Corrections { get; init; }

    /// <summary>Why it was taken back; null while it stands.</summary>
    public RetractionReason? Retracted { get; init; }
}

/// <summary>Where a work record stands.</summary>
public enum WorkRecordState
{
    /// <summary>已登记.</summary>
    Recorded,

    /// <summary>已撤回.</summary>
    Retracted,
}

/// <summary>撤回理由: codes, so that the journal holds no words about people.</summary>
public enum RetractionReason
{
    /// <summary>登记有误.</summary>
    Mistake,

    /// <summary>重复登记.</summary>
    Twice,

    /// <summary>事项没有发生.</summary>
    NotHappened,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>What people read for the reasons.</summary>
public static class RetractionReasons
{
    /// <summary>The words.</summary>
    public static string Title(this RetractionReason reason) =>
        reason switch
        {
            RetractionReason.Mistake => "登记有误",
            RetractionReason.Twice => "重复登记",
            RetractionReason.NotHappened => "事项没有发生",
            RetractionReason.Other => "其他",
        };
}
