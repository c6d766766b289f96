using System.Security.Cryptography;
using System.Text;

namespace IndhCoops.Domain.ReferenceData;

/// <summary>Identifiers that every installation computes in the same way, so that a later load finds the rows of an earlier one.</summary>
internal static class NaturalKey
{
    /// <summary>A UUID of version 8 from the SHA-256 of what names the row.</summary>
    public static Guid Id(params ReadOnlySpan<object?> parts)
    {
        // The unit separator occurs in no name, so that two different lists of parts never give the same text.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', parts)));
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
