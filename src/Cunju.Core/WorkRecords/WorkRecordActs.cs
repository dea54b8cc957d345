using System.Collections.Immutable;
using Cunju.Core.Procedures;

namespace Cunju.Core.WorkRecords;

/// <summary>What a person says about one thing that was done.</summary>
public abstract record NotingAct : Act
{
    /// <summary>The day it happened.</summary>
    [Ask("哪一天")]
    public DateOnly? On { get; init; }

    /// <summary>The case's name.</summary>
    [Ask("事项名称", Hint = "写事情的名称，不要写个人姓名")]
    public string? CaseName { get; init; }

    /// <summary>The id of the record it answers.</summary>
    [Ask("针对哪一条记录")]
    public string? Of { get; init; }

    /// <summary>The fields of the kind as they were typed.</summary>
    [Ask("内容")]
    public ImmutableArray<TypedField> Fields { get; init; } = [];

    /// <summary>Kinds of proof at hand.</summary>
    [Ask("手头有哪些佐证")]
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>Words; kept beside the journal.</summary>
    [Ask("说明", Long = true)]
    public string? Note { get; init; }

    /// <summary>Digests of files.</summary>
    [Files, Ask("照片或扫描件")]
    public ImmutableArray<string> Files { get; init; } = [];
}

/// <summary>One field of a record kind as it was typed.</summary>
public sealed record TypedField
{
    /// <summary>Its name in the list.</summary>
    [Ask("字段")]
    public string Name { get; init; } = "";

    /// <summary>What was typed or ticked; several for a set.</summary>
    [Ask("值")]
    public ImmutableArray<string> Values { get; init; } = [];
}

/// <summary>登记工作纪实.</summary>
public sealed record RecordWork : NotingAct
{
    /// <summary>The kind of record.</summary>
    [Ask("登记什么")]
    public string? Kind { get; init; }
}

/// <summary>更正: the same thing, said again and rightly.</summary>
public sealed record CorrectWork : NotingAct;

/// <summary>撤回: what was noted never happened so; it no longer counts.</summary>
public sealed record RetractWork : Act
{
    /// <summary>Why.</summary>
    [Ask("为什么撤回")]
    public RetractionReason? Reason { get; init; }
}
