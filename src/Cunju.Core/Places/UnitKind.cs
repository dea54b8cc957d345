namespace Cunju.Core.Places;

/// <summary>组织类别: what kind of body a unit is. Which law binds it follows from this, not from where it lies (村 under a 街道 stay villages).</summary>
public enum UnitKind
{
    /// <summary>村: governed by a 村民委员会.</summary>
    Village,

    /// <summary>社区: governed by a 居民委员会.</summary>
    Community,

    /// <summary>镇街: a 镇 or 街道.</summary>
    Township,

    /// <summary>区民政局: the district's bureau that issues the list.</summary>
    Bureau,

    /// <summary>其他: statistical areas (tenth digit 4 or 5) that owe nothing until a district says what they are.</summary>
    Other,
}
