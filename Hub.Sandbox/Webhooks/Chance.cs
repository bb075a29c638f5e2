using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Hub.Sandbox.Webhooks;

/// <summary>A number in [0, 1) that depends only on the seed, the webhook and the question, not on what else happens meanwhile.</summary>
static class Chance
{
    public static double Of(int seed, string id, string question)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{id}/{question}"));
        return BinaryPrimitives.ReadUInt32LittleEndian(hash) / (uint.MaxValue + 1.0);
    }
}
