using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Meta;

/// <summary>WhatsApp media: upload gives an id, the id gives an address, the address gives the bytes to who shows the token.</summary>
sealed class MetaMedia(Sequence sequence)
{
    const long KeptBytes = 32L << 20;
    readonly ConcurrentDictionary<string, (byte[] Bytes, string Type)> _files = [];
    long _bytes;

    public bool Knows(string? id) => id is not null && _files.ContainsKey(id);

    /// <summary>A picture that a person sent.</summary>
    public void Received(string id) => _files.TryAdd(id, (Picture.Bytes, "image/png"));

    public async Task<VendorAnswer> UploadAsync(VendorCall call)
    {
        if (await Forms.ReadAsync(call) is not { } form) return GraphVendor.Error(131009, "The body is not multipart/form-data.");
        if (form.Fields.GetValueOrDefault("messaging_product") != "whatsapp")
            return GraphVendor.Error(131008, "messaging_product is required.");
        if (form.File is not { Length: > 0 } file) return GraphVendor.Error(131008, "file is required.");
        if (form.Fields.GetValueOrDefault("type") is not { Length: > 0 } type) return GraphVendor.Error(131008, "type is required.");
        if (Interlocked.Add(ref _bytes, file.Length) > KeptBytes)
            return GraphVendor.Error(131053, "Media upload error: the sandbox is full.");
        var id = Ids.Digits(sequence.Next("media"), 16);
        _files[id] = (file, type);
        return GraphVendor.Ok(new JsonObject { ["id"] = id });
    }

    public VendorAnswer? Describe(VendorCall call, string id) =>
        !_files.TryGetValue(id, out var file) ? null : GraphVendor.Ok(new JsonObject
        {
            ["url"] = $"{call.BaseAddress}/graph-files/{id}",
            ["mime_type"] = file.Type,
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(file.Bytes)),
            ["file_size"] = file.Bytes.Length,
            ["id"] = id,
            ["messaging_product"] = "whatsapp",
        });

    public VendorAnswer File(string id) =>
        _files.TryGetValue(id, out var file) ? new VendorAnswer(200, file.Bytes, file.Type) : new VendorAnswer(404, [], "text/plain");

    public void Reset()
    {
        _files.Clear();
        Interlocked.Exchange(ref _bytes, 0);
    }
}
