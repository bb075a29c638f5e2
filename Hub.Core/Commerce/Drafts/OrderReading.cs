namespace Hub.Core.Commerce.Drafts;

/// <summary>One message of a contact, as text.</summary>
public sealed record ChatText(Guid MessageId, string Text)
{
    public override string ToString() => $"ChatText({MessageId})";
}

/// <summary>A value, and where in which message it stands.</summary>
/// <param name="Value">Cleared of what stands around it: of "P. Bến Nghé" it is "Bến Nghé".</param>
/// <param name="Text">As it was written.</param>
public sealed record Found(string Value, string Text, Guid MessageId, int Start, int Length)
{
    public override string ToString() => $"Found({MessageId})";
}

/// <param name="ProductId">Null when no product of the catalogue has this code.</param>
/// <param name="Quantity">Null when it was not said.</param>
public sealed record FoundItem(Found Code, Guid? ProductId, int? Quantity, Found? QuantityAt)
{
    /// <summary>They do not want it any more: "bỏ AO-01".</summary>
    internal bool IsDropped { get; init; }
}

/// <summary>What a conversation says about an order. Anything may be missing; nothing of it is known to be right.</summary>
public sealed record OrderReading(
    Found? Phone, Found? Name, Found? Street, Found? Ward, Found? District, Found? Province, IReadOnlyList<FoundItem> Items, Found? Time)
{
    public static OrderReading Nothing { get; } = new(null, null, null, null, null, null, [], null);

    /// <summary>Codes of what is not wanted any more, which an earlier message may have asked for.</summary>
    internal IReadOnlySet<string> Dropped { get; init; } = new HashSet<string>();

    /// <summary>On one line, as it goes on a parcel; null when there is none.</summary>
    public string? Address
    {
        get
        {
            var parts = new[] { Street?.Text, Ward?.Text, District?.Text, Province?.Value }.Where(part => part is not null).ToList();
            return parts.Count == 0 ? null : string.Join(", ", parts);
        }
    }

    /// <summary>Everything that was found, with where it stands.</summary>
    public IEnumerable<Found> Places => new[] { Phone, Name, Street, Ward, District, Province, Time }
        .Concat(Items.SelectMany(item => new[] { item.Code, item.QuantityAt })).OfType<Found>();

    public override string ToString() => "OrderReading";
}
