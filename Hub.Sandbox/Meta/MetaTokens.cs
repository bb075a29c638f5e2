using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Meta;

/// <summary>The one access token of the Meta app, which serves the WhatsApp number and the Page.</summary>
sealed class MetaTokens(SandboxOptions options)
{
    volatile bool _expired;

    public VendorAnswer? Refusal(VendorCall call)
    {
        var token = call.Bearer() ?? call.Query("access_token");
        if (token is null) return GraphVendor.Error(190, "An access token is required to request this resource.");
        if (token != options.MetaToken) return GraphVendor.Error(190, "Invalid OAuth access token.");
        return _expired ? GraphVendor.Error(190, "Error validating access token: Session has expired.", subcode: 463) : null;
    }

    public void Expire() => _expired = true;

    public void Restore() => _expired = false;
}
