using Hub.Sandbox.Faults;

namespace Hub.Sandbox.Wire;

/// <summary>A simulated platform: its name in faults and questions, and the shape of its errors.</summary>
abstract class Vendor(string platform)
{
    public string Platform { get; } = platform;

    public abstract VendorAnswer Throttled(FaultRule rule);

    public abstract VendorAnswer Broken(int status);

    /// <summary>An error code in the vendor's own envelope: HTTP 200 at TikTok, the code's usual status elsewhere.</summary>
    public abstract VendorAnswer Coded(FaultRule rule);
}
