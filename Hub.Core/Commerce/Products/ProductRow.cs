using Hub.Connectors.Abstractions;
using Hub.Core.Csv;
using Hub.Core.Text;

namespace Hub.Core.Commerce.Products;

/// <summary>One row of a file of products, checked. Empty cells leave a product as it is.</summary>
/// <param name="Price">As it is written: what it means depends on the currency.</param>
internal sealed record ProductRow(int Line, ProductForm Form, string? Price)
{
    private const decimal MostMoney = 1_000_000_000_000m;
    private static readonly string[] On = ["", "1", "true", "yes", "y", "x", "co", "con", "dang ban", "active"];
    private static readonly string[] Off = ["0", "false", "no", "n", "khong", "het", "ngung ban", "ngung", "inactive"];

    /// <returns>Null when something is wrong; then it has been said.</returns>
    public static ProductRow? Read(int line, IReadOnlyList<string> cells, ProductColumns columns, List<RowProblem> problems)
    {
        var before = problems.Count;
        var values = columns.Values(cells);
        string? Text(string field, int most)
        {
            var text = values.GetValueOrDefault(field);
            if (text?.Length > most)
                problems.Add(new RowProblem(line, field, ProductTexts.AtMost(most)));
            return text;
        }

        var (code, name) = (Text(ProductColumns.Code, 200), Text(ProductColumns.Name, 500));
        if (code is null)
            problems.Add(new RowProblem(line, ProductColumns.Code, ProductTexts.NoCode));
        CurrencyCode? currency = null;
        if (values.GetValueOrDefault(ProductColumns.Currency) is { } written && (currency = CurrencyCode.From(written.ToUpperInvariant())) is null)
            problems.Add(new RowProblem(line, ProductColumns.Currency, ProductTexts.WrongCurrency));
        var active = Active(line, values, problems);
        return problems.Count > before ? null : new ProductRow(line, new ProductForm(code, name, null, currency, active), values.GetValueOrDefault(ProductColumns.Price));
    }

    /// <summary>With its price read in the row's currency, else in that of the product as it is, else in đồng.</summary>
    /// <param name="known">Null when it is new.</param>
    /// <returns>Null when something is wrong; then it has been said.</returns>
    public ProductForm? Priced(Product? known, List<RowProblem> problems)
    {
        var currency = Form.Currency ?? CurrencyCode.From(known?.Currency ?? "VND")!.Value;
        if (Price is null)
        {
            if (known is null || currency.IsPayable(known.Price))
                return Form;
            problems.Add(new RowProblem(Line, ProductColumns.Currency, OrderTotals.Unpayable(currency)));
            return null;
        }

        if (Prices.Parse(Price, currency) is { } price and >= 0 and <= MostMoney && currency.IsPayable(price))
            return Form with { Price = price };
        problems.Add(new RowProblem(Line, ProductColumns.Price, ProductTexts.WrongPrice));
        return null;
    }

    private static bool? Active(int line, Dictionary<string, string> values, List<RowProblem> problems)
    {
        if (values.GetValueOrDefault(ProductColumns.Active) is not { } written)
            return null;
        var folded = TextFold.Fold(written);
        if (On.Contains(folded))
            return true;
        if (!Off.Contains(folded))
            problems.Add(new RowProblem(line, ProductColumns.Active, ProductTexts.WrongActive));
        return false;
    }
}

/// <summary>What the columns of a file mean, by their headings in either language.</summary>
internal sealed class ProductColumns
{
    public const string Code = "code";
    public const string Name = "name";
    public const string Price = "price";
    public const string Currency = "currency";
    public const string Active = "active";
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["code"] = Code,
        ["sku"] = Code,
        ["product code"] = Code,
        ["ma"] = Code,
        ["ma hang"] = Code,
        ["ma sp"] = Code,
        ["ma san pham"] = Code,
        ["name"] = Name,
        ["product name"] = Name,
        ["ten"] = Name,
        ["ten hang"] = Name,
        ["ten sp"] = Name,
        ["ten san pham"] = Name,
        ["price"] = Price,
        ["gia"] = Price,
        ["gia ban"] = Price,
        ["don gia"] = Price,
        ["currency"] = Currency,
        ["tien te"] = Currency,
        ["loai tien"] = Currency,
        ["active"] = Active,
        ["dang ban"] = Active,
        ["con ban"] = Active,
        ["trang thai"] = Active,
    };

    private readonly List<string?> _fields = [];

    public bool HasKey => _fields.Contains(Code);

    public static ProductColumns Read(IReadOnlyList<string> header, List<RowProblem> problems)
    {
        var columns = new ProductColumns();
        foreach (var heading in header.Select(heading => heading.Trim()))
        {
            var field = Known.GetValueOrDefault(TextFold.Fold(heading));
            var isSecond = field is not null && columns._fields.Contains(field);
            if (field is null && heading.Length > 0)
                problems.Add(new RowProblem(1, heading.Length > 100 ? heading[..100] : heading, CsvTexts.UnknownColumn));
            if (isSecond)
                problems.Add(new RowProblem(1, heading, CsvTexts.SameColumn));
            columns._fields.Add(isSecond ? null : field);
        }

        return columns;
    }

    public Dictionary<string, string> Values(IReadOnlyList<string> cells)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(_fields.Count, cells.Count); i++)
            if (_fields[i] is { } field && CsvText.Plain(cells[i].Trim()) is { Length: > 0 } text)
                values[field] = text;
        return values;
    }
}

internal static class ProductTexts
{
    public static LocalizedText NoCode { get; } = new("The row needs a product code.", "Dòng cần có mã hàng.");

    public static LocalizedText NoName { get; } = new("A new product needs a name.", "Sản phẩm mới cần có tên.");

    public static LocalizedText NoPrice { get; } = new("A new product needs a price.", "Sản phẩm mới cần có giá.");

    public static LocalizedText NoKeyColumn { get; } = new(
        "The heading needs a column \"code\".", "Dòng tiêu đề cần có cột \"mã hàng\".");

    public static LocalizedText SameCode { get; } = new(
        "An earlier row has this code: this one is left out.", "Dòng trước đã có mã này: dòng này bị bỏ qua.");

    public static LocalizedText WrongCurrency { get; } = new("Enter a currency code such as VND.", "Nhập mã tiền tệ, ví dụ VND.");

    public static LocalizedText WrongPrice { get; } = new(
        "Enter a price such as 150000, 150.000 or 150k.", "Nhập giá, ví dụ 150000, 150.000 hoặc 150k.");

    public static LocalizedText WrongActive { get; } = new("Enter yes or no.", "Nhập có hoặc không.");

    public static LocalizedText AtMost(int characters) => new($"Enter at most {characters} characters.", $"Nhập tối đa {characters} ký tự.");
}
