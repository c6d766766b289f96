using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace IndhCoops.Functions.Publishing;

/// <summary>Checksums in lower-case hexadecimal.</summary>
internal static class Checksums
{
    /// <summary>The SHA-256, which proves a content.</summary>
    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The MD5, which blob storage keeps of every blob. It shows a change without reading the blob, but proves nothing.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "Blob storage knows no other checksum; SHA-256 decides.")]
    public static string Md5(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));
}
