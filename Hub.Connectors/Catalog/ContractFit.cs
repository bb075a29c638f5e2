using System.Globalization;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Catalog;

/// <summary>Whether this host can run a connector that was written for some version of the contract.</summary>
internal static class ContractFit
{
    /// <returns>Null when it can.</returns>
    public static LocalizedText? Problem(string contract, int hostMajor = ContractVersion.Major, int hostMinor = ContractVersion.Minor)
    {
        var (major, minor) = Parse(contract)!.Value;
        if (major == hostMajor - 1 || (major == hostMajor && minor <= hostMinor))
            return null;
        return major < hostMajor
            ? CatalogTexts.ContractTooOld(contract, hostMajor - 1)
            : CatalogTexts.ContractTooNew(contract, $"{hostMajor}.{hostMinor}");
    }

    public static (int Major, int Minor)? Parse(string? contract) =>
        contract?.Split('.') is [var major, var minor] && Number(major) is { } first && Number(minor) is { } second ? (first, second) : null;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
