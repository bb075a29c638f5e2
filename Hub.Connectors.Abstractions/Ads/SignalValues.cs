using System.Security.Cryptography;
using System.Text;

namespace Hub.Connectors.Abstractions;

/// <summary>An id that a machine made: 1 to 2,083 characters of letters, digits and <c>-_=.:+/</c> in ASCII. Cannot hold a sentence.</summary>
public readonly record struct OpaqueId
{
    private const int MaxLength = 2083;

    private OpaqueId(string value) => Value = value;

    public string Value { get; }

    /// <returns>Null for anything that is not such an id.</returns>
    public static OpaqueId? From(string? value) =>
        value is { Length: > 0 and <= MaxLength } && value.All(IsAllowed) ? new OpaqueId(value) : null;

    public override string ToString() => Value;

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '=' or '.' or ':' or '+' or '/';
}

/// <summary>A SHA-256 digest, written as 64 lower-case hex digits.</summary>
public readonly record struct Sha256Hash
{
    private Sha256Hash(string hex) => Hex = hex;

    public string Hex { get; }

    public static Sha256Hash Of(string text) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

    /// <exception cref="FormatException">Not 64 lower-case hex digits.</exception>
    public static Sha256Hash Parse(string hex) =>
        hex.Length == 64 && hex.All(char.IsAsciiHexDigitLower) ? new Sha256Hash(hex) : throw new FormatException("Not a SHA-256 digest.");

    public override string ToString() => Hex;
}

/// <param name="Amount">In major units.</param>
public readonly record struct Money(decimal Amount, CurrencyCode Currency);

/// <summary>ISO 4217: three capital letters.</summary>
public readonly record struct CurrencyCode
{
    private CurrencyCode(string code) => Code = code;

    public string Code { get; }

    /// <summary>Digits behind the point: none for VND and JPY, three for KWD, two for most.</summary>
    public int MinorDigits => Code switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "UYI" or "VND" or "VUV" or "XAF"
            or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        "CLF" or "UYW" => 4,
        _ => 2,
    };

    public static CurrencyCode? From(string? code) =>
        code is { Length: 3 } && code.All(char.IsAsciiLetterUpper) ? new CurrencyCode(code) : null;

    /// <summary>The nearest amount that can be paid; half a unit goes up.</summary>
    public decimal Round(decimal amount) => Math.Round(amount, MinorDigits, MidpointRounding.AwayFromZero);

    /// <summary>Whether the amount can be paid as it is.</summary>
    public bool IsPayable(decimal amount) => Round(amount) == amount;

    public override string ToString() => Code;
}
