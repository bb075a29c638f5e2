using Hub.Core.Text;

namespace Hub.Core.Commerce.Drafts;

/// <summary>A workspace's product codes, to be met however people space them: AO-01, ao01, áo 01.</summary>
public sealed class ProductBook
{
    private readonly Dictionary<string, BookEntry> _byCode = new(StringComparer.Ordinal);
    private readonly List<(string Name, BookEntry Entry)> _names = [];

    /// <param name="products">Those that are sold.</param>
    public ProductBook(IEnumerable<BookEntry> products)
    {
        foreach (var product in products)
        {
            if (Key(TextFold.Fold(product.Code)) is { Length: > 1 } key)
                _byCode.TryAdd(key, product);
            if (TextFold.Fold(product.Name) is var name && name.Contains(' ', StringComparison.Ordinal))
                _names.Add((name, product));
        }

        _names.Sort((one, other) => other.Name.Length - one.Name.Length);
    }

    public static ProductBook Empty { get; } = new([]);

    /// <summary>Longest first.</summary>
    internal IReadOnlyList<(string Name, BookEntry Entry)> Names => _names;

    internal BookEntry? Find(string folded) => _byCode.GetValueOrDefault(Key(folded));

    internal static string Key(string folded) => string.Concat(folded.Where(char.IsLetterOrDigit));
}

public sealed record BookEntry(Guid Id, string Code, string Name);
