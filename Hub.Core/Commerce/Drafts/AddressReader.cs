namespace Hub.Core.Commerce.Drafts;

/// <summary>Street, ward, district and province of a message, each as it was written, with or without commas and accents.</summary>
internal static class AddressReader
{
    /// <summary>Takes what it finds. Of what was said on two lines the later counts.</summary>
    public static Address Read(IReadOnlyList<ChatLine> lines)
    {
        var address = new Address(null, null, null, null);
        var units = lines.Select(line => new UnitReader(line).Read()).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            var street = StreetReader.Read(lines[i], units[i], goesOn: units.Skip(i + 1).Any(below => below.InOrder.Count > 0));
            address = new Address(
                street is { } found ? Take(lines[i], found.First, found.Last, null) : address.Street, Take(lines[i], units[i].Ward) ?? address.Ward,
                Take(lines[i], units[i].District) ?? address.District, Take(lines[i], units[i].Province) ?? address.Province);
        }

        return address;
    }

    private static Found? Take(ChatLine line, Unit? unit) => unit is null ? null : Take(line, unit.First, unit.Last, unit.Value);

    private static Found Take(ChatLine line, int first, int last, string? value)
    {
        line.Take(line.Words[first].Start, line.Words[last].End);
        return line.FoundWords(first, last, value);
    }
}

internal sealed record Address(Found? Street, Found? Ward, Found? District, Found? Province);
